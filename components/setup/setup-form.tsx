'use client';

import { useCommand } from '#lib/form/use-command.ts';
import { enter } from '#lib/session/enter.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';

type Props = { token: string; email: string | null };

/** Takes a one-time link: name and password are chosen here, then the person is signed in. */
export function SetupForm({ token, email }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start: { name: '', email: email ?? '', password: '' },
    input: (values) => ({ token, ...values }),
    send: client.setup.acceptInvite.mutate,
    onDone: async (_, account) => {
      const problem = await enter(account.email, account.password);
      window.location.assign(problem === null ? '/' : '/sign-in');
    },
  });
  return (
    <Form
      form={form}
      foot={
        <Button type="submit" look="primary" className="min-h-10" busy={form.isPending || form.isDone}>
          Create account
        </Button>
      }
    >
      <TextField {...form.field('name')} label="Name" autoComplete="name" autoFocus />
      <TextField
        {...form.field('email')}
        label="E-mail"
        hint={email === null ? undefined : 'The address that was invited'}
        type="email"
        autoComplete="username"
        readOnly={email !== null}
      />
      <TextField
        {...form.field('password')}
        label="Password"
        hint="At least 12 characters"
        type="password"
        autoComplete="new-password"
      />
    </Form>
  );
}
