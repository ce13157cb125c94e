'use client';

import { useCommand } from '#lib/form/use-command.ts';
import { enter } from '#lib/session/enter.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';

type Props = { token: string; email: string };

/** Takes a reset link: a new password, then the person is signed in. */
export function ResetForm({ token, email }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start: { email, password: '' },
    input: ({ password }) => ({ token, password }),
    send: client.setup.resetPassword.mutate,
    onDone: async (_, { password }) => {
      const problem = await enter(email, password);
      window.location.assign(problem === null ? '/' : '/sign-in');
    },
  });
  return (
    <Form
      form={form}
      foot={
        <Button type="submit" look="primary" className="min-h-10" busy={form.isPending || form.isDone}>
          Set password
        </Button>
      }
    >
      <TextField {...form.field('email')} label="E-mail" type="email" autoComplete="username" readOnly />
      <TextField
        {...form.field('password')}
        label="New password"
        hint="At least 12 characters"
        type="password"
        autoComplete="new-password"
        autoFocus
      />
    </Form>
  );
}
