'use client';

import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { acceptInviteSchema } from '#core/member/schema.ts';
import { applyProblems } from '#lib/form/apply-problems.ts';
import { zodResolver } from '#lib/form/zod-resolver.ts';
import { enter } from '#lib/session/enter.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';

type Props = { token: string; email: string | null };

/** Takes a one-time link: name and password are chosen here, then the person is signed in. */
export function SetupForm({ token, email }: Props) {
  const trpc = useTRPC();
  const form = useForm({
    resolver: zodResolver(acceptInviteSchema),
    defaultValues: { token, name: '', email: email ?? '', password: '' },
  });
  const { errors } = form.formState;
  const accept = useMutation(
    trpc.setup.acceptInvite.mutationOptions({
      onSuccess: async (_, { email: address, password }) => {
        const problem = await enter(address, password);
        window.location.assign(problem === null ? '/' : '/sign-in');
      },
      onError: (error) => applyProblems(form, error),
    }),
  );
  return (
    <form className="grid gap-4" noValidate onSubmit={form.handleSubmit((values) => accept.mutate(values))}>
      <Field label="Name" error={errors.name?.message}>
        {(control) => <Input {...control} {...form.register('name')} autoComplete="name" autoFocus />}
      </Field>
      <Field
        label="E-mail"
        hint={email === null ? undefined : 'The address that was invited'}
        error={errors.email?.message}
      >
        {(control) => (
          <Input
            {...control}
            {...form.register('email')}
            type="email"
            autoComplete="username"
            readOnly={email !== null}
          />
        )}
      </Field>
      <Field label="Password" hint="At least 12 characters" error={errors.password?.message}>
        {(control) => <Input {...control} {...form.register('password')} type="password" autoComplete="new-password" />}
      </Field>
      <FormError message={errors.root?.message ?? errors.token?.message} />
      <Button type="submit" look="primary" className="min-h-10" busy={accept.isPending || accept.isSuccess}>
        Create account
      </Button>
    </form>
  );
}
