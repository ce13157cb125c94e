'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { WaitingItem } from '#core/approval/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { notify } from '../ui/notify.ts';
import { LookedItems } from './looked-items.tsx';

export type Looked = {
  /** As they were when the reader opened it. */
  items: readonly WaitingItem[];
  /** Other things wait now. */
  changed: boolean;
  onClose: () => void;
};

type Props = Looked & {
  title: string;
  description: string;
  submit: string;
  /** What is reported once it is sent. */
  done: string;
  send: (input: { migrationId: string; ids: string[] }) => Promise<unknown>;
};

/** A person looks at what waits and puts their name to exactly what stands here. */
export function LookedDialog({ items, changed, onClose, title, description, submit, done, send }: Props) {
  const queries = useQueryClient();
  const { migration } = useMigration();
  const form = useCommand({
    start: {},
    input: () => ({ migrationId: migration.id, ids: items.map(({ id }) => id) }),
    send,
    onDone: () => {
      notify('done', done);
      onClose();
    },
  });
  const close = () => {
    onClose();
    // It was refused, or is no longer what waits.
    if (form.message !== undefined || changed) void queries.invalidateQueries();
  };
  return (
    <FormDialog
      form={form}
      onClose={close}
      changed={changed}
      width="wide"
      title={title}
      description={description}
      submit={submit}
    >
      <LookedItems items={items} />
    </FormDialog>
  );
}
