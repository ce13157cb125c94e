'use client';

import { completeConditionSchema, type DecisionListItem } from '#core/decision/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { TextField } from '../form/text-field.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { notify } from '../ui/notify.ts';

type Props = { condition: DecisionListItem['conditions'][number]; onClose: () => void };

/** Saying that a condition is met, with what shows it. It is stated once, and stays in the audit trail. */
export function DoneDialog({ condition, onClose }: Props) {
  const client = useTRPCClient();
  const { migration } = useMigration();
  const form = useCommand({
    start: { evidence: '' },
    schema: completeConditionSchema,
    input: ({ evidence }) => ({ migrationId: migration.id, conditionId: condition.id, evidence }),
    send: client.decision.completeCondition.mutate,
    onDone: () => {
      notify('done', 'The condition is done');
      onClose();
    },
  });
  return (
    <FormDialog form={form} onClose={onClose} title="Mark as done" description={condition.text} submit="Done">
      <TextField
        {...form.field('evidence')}
        label="What shows it"
        hint="A link or a sentence. It stays in the audit trail, with your name."
        rows={2}
      />
    </FormDialog>
  );
}
