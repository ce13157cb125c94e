'use client';

import { useCommand } from '#lib/form/use-command.ts';
import { enter } from '#lib/session/enter.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';

const start = { email: '', password: '' };
const MISSING = 'must not be empty';

/** `next`: the page that asked for the sign-in; a path of this site, checked by the page around this form. */
export function SignInForm({ next }: { next: string }) {
  const form = useCommand({
    start,
    input: (values) => {
      const missing = Object.entries(values).filter(([, text]) => text === '');
      if (missing.length === 0) return values;
      return { problems: Object.fromEntries(missing.map(([name]) => [name, MISSING])) };
    },
    send: ({ email, password }: typeof start) => enter(email, password),
    refusal: (problem) => (problem === null ? null : { '': problem }),
    // A full load, not a soft one: nothing that was cached before belongs to this person.
    onDone: () => window.location.assign(next),
  });
  return (
    <Form
      form={form}
      foot={
        <Button type="submit" look="primary" className="min-h-10" busy={form.isPending || form.isDone}>
          Sign in
        </Button>
      }
    >
      <TextField {...form.field('email')} label="E-mail" type="email" autoComplete="username" autoFocus />
      <TextField {...form.field('password')} label="Password" type="password" autoComplete="current-password" />
    </Form>
  );
}
