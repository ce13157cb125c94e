'use client';

import { useMutation } from '@tanstack/react-query';
import { enter } from '#lib/session/enter.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf, problemsOf } from '#lib/trpc/error-code.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';

type Props = { token: string; email: string | null };

/**
 * Takes a one-time link: name and password are chosen here, then the person is signed in. The server checks and says what is wrong
 * with which field; a page that is seen once carries no form library.
 */
export function SetupForm({ token, email }: Props) {
  const trpc = useTRPC();
  const accept = useMutation(
    trpc.setup.acceptInvite.mutationOptions({
      onSuccess: async (_, account) => {
        const problem = await enter(account.email, account.password);
        window.location.assign(problem === null ? '/' : '/sign-in');
      },
    }),
  );
  const problems = problemsOf(accept.error);
  const problemOf = (field: string) => problems.find(({ pointer }) => pointer === `/${field}`)?.message;
  const isElsewhere = accept.error && !['name', 'email', 'password'].some(problemOf);

  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: string) => String(form.get(name) ?? '');
        accept.mutate({ token, name: text('name'), email: text('email'), password: text('password') });
      }}
    >
      <Field label="Name" error={problemOf('name')}>
        {(control) => <Input {...control} name="name" autoComplete="name" autoFocus />}
      </Field>
      <Field
        label="E-mail"
        hint={email === null ? undefined : 'The address that was invited'}
        error={problemOf('email')}
      >
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={email ?? ''}
            readOnly={email !== null}
          />
        )}
      </Field>
      <Field label="Password" hint="At least 12 characters" error={problemOf('password')}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <FormError message={isElsewhere ? messageOf(accept.error) : undefined} />
      <Button type="submit" look="primary" className="min-h-10" busy={accept.isPending || accept.isSuccess}>
        Create account
      </Button>
    </form>
  );
}
