'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DecisionListItem } from '#core/decision/schema.ts';
import { type DecisionOutcome, decisionOutcomes } from '#core/phase/outcome.ts';
import type { Verdict } from '#core/verdict/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf, problemsOf } from '#lib/trpc/error-code.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Input, Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { FormError } from '../ui/form-error.tsx';
import { type ConditionDraft, ConditionFields, emptyCondition } from './condition-fields.tsx';
import { useMeetingOptions } from './use-meeting-options.ts';
import { outcomeWords } from './words.ts';

type Props = { meeting: DecisionListItem; verdict: Verdict; onClose: () => void };

/** Puts an outcome before the meeting. Whoever stood behind another proposal does not stand behind this one. */
export function ProposeDialog({ meeting, verdict, onClose }: Props) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const [outcome, setOutcome] = useState<DecisionOutcome>(verdict === 'no_go' ? 'no_go' : 'go');
  const [reason, setReason] = useState('');
  const [extendedTo, setExtendedTo] = useState('');
  const [conditions, setConditions] = useState<ConditionDraft[]>([emptyCondition()]);
  const { onSuccess } = useMeetingOptions(`Proposed: ${outcomeWords[outcome].word}`, onClose);
  const propose = useMutation(trpc.decision.propose.mutationOptions({ onSuccess }));
  const problems = problemsOf(propose.error);
  const problemAt = (pointer: string) => problems.find((one) => one.pointer === pointer)?.message;
  const isAgainst = verdict === 'no_go' && (outcome === 'go' || outcome === 'go_with_conditions');
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title={`Propose an outcome for G-${meeting.number}`}
      description={isAgainst ? 'This goes against the verdict: it needs a reason and a second person.' : undefined}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          propose.mutate({
            migrationId: migration.id,
            decisionId: meeting.id,
            outcome,
            reason,
            conditions: outcome === 'go_with_conditions' ? conditions.map(({ key: _, ...one }) => one) : [],
            extendedTo: outcome === 'extend' && extendedTo !== '' ? extendedTo : null,
          });
        }}
      >
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 text-sm font-[550]">Outcome</legend>
          {decisionOutcomes.map((one) => (
            <label key={one} className="flex items-baseline gap-2 text-sm">
              <input
                type="radio"
                name="outcome"
                className="size-4 translate-y-0.5 accent-accent"
                checked={outcome === one}
                onChange={() => setOutcome(one)}
              />
              {outcomeWords[one].word}
            </label>
          ))}
        </fieldset>
        {outcome === 'extend' && (
          <Field label="Until" error={problemAt('/extendedTo')}>
            {(control) => (
              <Input
                {...control}
                type="date"
                required
                value={extendedTo}
                onChange={(event) => setExtendedTo(event.target.value)}
              />
            )}
          </Field>
        )}
        {outcome === 'go_with_conditions' && (
          <ConditionFields conditions={conditions} problemAt={problemAt} onChange={setConditions} />
        )}
        <Field label="Reason" hint="Kept with the decision" error={problemAt('/reason')}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={4_000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <FormError
          message={propose.error && problemAt('/reason') === undefined ? messageOf(propose.error) : undefined}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={propose.isPending}>
            Propose
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
