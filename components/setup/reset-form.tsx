'use client';

import { useMutation } from '@tanstack/react-query';
import { enter } from '#lib/session/enter.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf, problemsOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';

type Props = { token: string; email: string };

/** Takes a reset link: a new password, then the person is signed in. */
export function ResetForm({ token, email }: Props) {
  const trpc = useTRPC();
  const reset = useMutation(
    trpc.setup.resetPassword.mutationOptions({
      onSuccess: async (_, { password }) => {
        const problem = await enter(email, password);
        window.location.assign(problem === null ? '/' : '/sign-in');
      },
    }),
  );
  const problem = problemsOf(reset.error).find(({ pointer }) => pointer === '/password')?.message;
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        reset.mutate({ token, password: String(new FormData(event.currentTarget).get('password') ?? '') });
      }}
    >
      <Field label="E-mail">
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" value={email} readOnly />}
      </Field>
      <Field label="New password" hint="At least 12 characters" error={problem}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" autoFocus />}
      </Field>
      <FormError message={reset.error && !problem ? messageOf(reset.error) : undefined} />
      <Button type="submit" look="primary" className="min-h-10" busy={reset.isPending || reset.isSuccess}>
        Set password
      </Button>
    </form>
  );
}
