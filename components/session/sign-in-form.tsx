'use client';

import { useState } from 'react';
import { enter } from '#lib/session/enter.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/control.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';

/** `next`: the page that asked for the sign-in; a path of this site, checked by the page around this form. */
export function SignInForm({ next }: { next: string }) {
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  async function send(form: FormData) {
    setBusy(true);
    setError(undefined);
    const problem = await enter(String(form.get('email')), String(form.get('password')));
    if (problem === null) {
      // A full load, not a soft one: nothing that was cached before belongs to this person.
      window.location.assign(next);
      return;
    }
    setError(problem);
    setBusy(false);
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send(new FormData(event.currentTarget));
      }}
    >
      <Field label="E-mail">
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required autoFocus />}
      </Field>
      <Field label="Password">
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <FormError message={error} />
      <Button type="submit" look="primary" className="min-h-10" busy={busy}>
        Sign in
      </Button>
    </form>
  );
}
