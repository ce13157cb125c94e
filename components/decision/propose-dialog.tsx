'use client';

import { type DecisionListItem, proposeOutcomeSchema } from '#core/decision/schema.ts';
import { type DecisionOutcome, decisionOutcomes } from '#core/phase/outcome.ts';
import type { Verdict } from '#core/verdict/schema.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { useTRPCClient } from '#lib/trpc/client.ts';
import { FormDialog } from '../form/form-dialog.tsx';
import { RadioField } from '../form/radio-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { useMigration } from '../migration/use-migration.ts';
import { notify } from '../ui/notify.ts';
import { type ConditionDraft, ConditionFields, emptyCondition } from './condition-fields.tsx';
import { outcomeWords } from './labels.ts';

type Props = { meeting: DecisionListItem; verdict: Verdict; onClose: () => void };
type Values = { outcome: DecisionOutcome; reason: string; extendedTo: string; conditions: ConditionDraft[] };

/** Puts an outcome before the meeting. Whoever stood behind another proposal does not stand behind this one. */
export function ProposeDialog({ meeting, verdict, onClose }: Props) {
  const client = useTRPCClient();
  const { migration } = useMigration();
  const form = useCommand({
    start: (): Values => ({
      outcome: verdict === 'no_go' ? 'no_go' : 'go',
      reason: '',
      extendedTo: '',
      conditions: [emptyCondition()],
    }),
    schema: proposeOutcomeSchema,
    input: ({ outcome, reason, extendedTo, conditions }) => ({
      migrationId: migration.id,
      decisionId: meeting.id,
      outcome,
      reason,
      conditions: outcome === 'go_with_conditions' ? conditions.map(({ key: _, ...one }) => one) : [],
      extendedTo: outcome === 'extend' && extendedTo !== '' ? extendedTo : null,
    }),
    send: client.decision.propose.mutate,
    onDone: (_, { outcome }) => {
      notify('done', `Proposed: ${outcomeWords[outcome].word}`);
      onClose();
    },
  });
  const { outcome } = form.values;
  const isAgainst = verdict === 'no_go' && (outcome === 'go' || outcome === 'go_with_conditions');
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      width="wide"
      title={`Propose an outcome for G-${meeting.number}`}
      description={isAgainst ? 'This goes against the verdict: it needs a reason and a second person.' : undefined}
      submit="Propose"
    >
      <RadioField
        {...form.field('outcome')}
        label="Outcome"
        options={decisionOutcomes.map((one) => [one, outcomeWords[one].word] as const)}
      />
      {outcome === 'extend' && <TextField {...form.field('extendedTo')} label="Until" type="date" />}
      {outcome === 'go_with_conditions' && <ConditionFields {...form.field('conditions')} problems={form.problems} />}
      <TextField {...form.field('reason')} label="Reason" hint="Kept with the decision" rows={3} />
    </FormDialog>
  );
}
