'use client';

import type { ComponentProps, ReactNode } from 'react';
import type { FormState } from '#lib/form/use-command.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FormError } from '../ui/form-error.tsx';
import { Form } from './form.tsx';

type Props = Pick<ComponentProps<typeof Dialog>, 'title' | 'description' | 'width'> & {
  form: FormState;
  onClose: () => void;
  /** What the button says that sends it. */
  submit: string;
  look?: 'danger';
  cancel?: string;
  /** There is nothing to send yet. */
  disabled?: boolean;
  /** What it is about is no longer what was shown when it was opened: it is not sent. */
  changed?: boolean;
  columns?: 2;
  /** Other buttons, such as one that removes what is edited. */
  aside?: ReactNode;
  children?: ReactNode;
};

/** A form in a dialog. It closes where its command is done: `onDone` of useCommand says how. */
export function FormDialog(props: Props) {
  const {
    form,
    onClose,
    submit,
    look = 'primary',
    cancel = 'Cancel',
    disabled = false,
    changed = false,
    columns,
    aside,
    children,
    ...dialog
  } = props;
  // What it changes itself, while it is sent, is no reason to look again.
  const isStale = changed && !form.isPending;
  return (
    <Dialog open onOpenChange={onClose} {...dialog}>
      <Form
        form={form}
        {...(columns && { className: 'sm:grid-cols-2' })}
        foot={
          <div className="col-span-full flex flex-wrap items-center justify-end gap-2">
            {aside && <div className="mr-auto">{aside}</div>}
            <Button onClick={onClose}>{cancel}</Button>
            <Button type="submit" look={look} busy={form.isPending} disabled={disabled || isStale}>
              {submit}
            </Button>
          </div>
        }
      >
        {children}
        {isStale && (
          <div className="col-span-full">
            <FormError message="What this is about has changed since you opened it. Close it and look again." />
          </div>
        )}
      </Form>
    </Dialog>
  );
}
