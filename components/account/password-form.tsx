'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { formatCounted } from '#lib/format/count.ts';
import { refusalText } from '#lib/session/enter.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf, problemsOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { notify } from '../ui/notify.ts';

/** The present password and a new one. Every other session ends with it. */
export function PasswordForm() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const change = useMutation(
    trpc.me.changePassword.mutationOptions({
      onSuccess: (answer) => {
        if (!answer.ok) return;
        form.current?.reset();
        notify('done', `The password is changed, ${formatCounted(answer.ended, 'other session')} ended`);
        return queries.invalidateQueries(trpc.session.pathFilter());
      },
    }),
  );
  const problems = problemsOf(change.error);
  const problemOf = (field: string) => problems.find(({ pointer }) => pointer === `/${field}`)?.message;
  const refused = change.data && !change.data.ok ? change.data : null;
  const wrong = refused?.reason === 'wrong' ? 'is not your present password' : undefined;
  const isElsewhere = change.error && problems.length === 0;
  const waiting = refused?.reason === 'wait' ? refusalText(`wait:${refused.waitSeconds}`) : undefined;
  return (
    <form
      ref={form}
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const text = (name: string) => String(data.get(name) ?? '');
        change.mutate({ current: text('current'), password: text('password') });
      }}
    >
      <Field label="Present password" error={wrong ?? problemOf('current')}>
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" />}
      </Field>
      <Field
        label="New password"
        hint="At least 12 characters. You stay signed in here and are signed out everywhere else."
        error={problemOf('password')}
      >
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <FormError message={waiting ?? (isElsewhere ? messageOf(change.error) : undefined)} />
      <div>
        <Button type="submit" look="primary" busy={change.isPending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
