'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { problemsText } from '#lib/form/place-problems.ts';
import type { FormState } from '#lib/form/use-command.ts';
import { cx } from '../ui/cx.ts';
import { FormError } from '../ui/form-error.tsx';

type Props = { form: FormState; className?: string /** The buttons. */; foot: ReactNode; children: ReactNode };

/**
 * The one `<form>`: its fields, what is wrong with it as a whole, its buttons. Sent in vain, it leads to the first field that is wrong;
 * where none that is on the screen is, it says what is wrong itself.
 */
export function Form({ form, className, foot, children }: Props) {
  const element = useRef<HTMLFormElement>(null);
  const { failures } = form;
  const [isOffScreen, setOffScreen] = useState(false);
  useEffect(() => {
    if (failures === 0) return;
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    wrong?.focus();
    setOffScreen(!wrong);
  }, [failures]);
  const message = isOffScreen
    ? problemsText({ ...form.problems, ...(form.message && { '': form.message }) })
    : form.message;
  return (
    <form
      ref={element}
      className={cx('grid gap-4', className)}
      // Never into the address, should it be sent before anything listens.
      method="post"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A dialog stands inside of what opened it, which may be a form itself.
        event.stopPropagation();
        void form.submit(undefined, new FormData(event.currentTarget));
      }}
    >
      {children}
      {message && (
        <div className="col-span-full">
          <FormError message={message} />
        </div>
      )}
      {foot}
    </form>
  );
}
