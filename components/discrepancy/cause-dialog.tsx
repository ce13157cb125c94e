'use client';

import { causeSchema, type DiscrepancyListItem, setCauseSchema } from '#core/discrepancy/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { causeWords } from '#lib/labels/discrepancy.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { notify } from '../ui/notify.ts';

type Props = { migrationId: string; item: DiscrepancyListItem; onClose: () => void };
const options = causeSchema.options.map((cause) => [cause, causeWords[cause]] as const);

export function CauseDialog({ migrationId, item, onClose }: Props) {
  const client = useTRPCClient();
  const form = useCommand({
    start: { cause: item.cause },
    schema: setCauseSchema,
    input: ({ cause }) => ({ migrationId, id: item.id, cause }),
    send: client.discrepancy.setCause.mutate,
    onDone: () => {
      notify('done', `Cause of D-${item.number} noted`);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={`Cause of D-${item.number}`}
      description={item.title}
      submit="Save cause"
    >
      <RadioField {...form.field('cause')} label="Cause" className="grid grid-cols-2 gap-1" options={options} />
    </FormDialog>
  );
}
