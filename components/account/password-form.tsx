'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '#lib/form/use-command.ts';
import { formatCounted } from '#lib/format/count.ts';
import { refusalText } from '#lib/session/enter.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notify.ts';

const start = { current: '', password: '' };

/** The present password and a new one. Every other session ends with it. */
export function PasswordForm() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const form = useCommand({
    start,
    input: (values) => values,
    send: client.me.changePassword.mutate,
    refusal: (answer) => {
      if (answer.ok) return null;
      if (answer.reason === 'wrong') return { current: 'is not your present password' };
      return { '': refusalText(`wait:${answer.waitSeconds}`) };
    },
    onDone: (answer) => {
      form.set(start);
      const ended = answer.ok ? answer.ended : 0;
      notify('done', `The password is changed, ${formatCounted(ended, 'other session')} ended`);
      // Sessions are of no migration, and so of no topic.
      void queries.invalidateQueries(trpc.session.pathFilter());
    },
  });
  return (
    <Form
      form={form}
      foot={
        <div>
          <Button type="submit" look="primary" busy={form.isPending}>
            Change password
          </Button>
        </div>
      }
    >
      <TextField {...form.field('current')} label="Present password" type="password" autoComplete="current-password" />
      <TextField
        {...form.field('password')}
        label="New password"
        hint="At least 12 characters. You stay signed in here and are signed out everywhere else."
        type="password"
        autoComplete="new-password"
      />
    </Form>
  );
}
