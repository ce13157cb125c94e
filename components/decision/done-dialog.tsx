'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DecisionListItem } from '#core/decision/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Textarea } from '../ui/control.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { useMeetingOptions } from './use-meeting-options.ts';

type Props = { condition: DecisionListItem['conditions'][number]; onClose: () => void };

/** Saying that a condition is met, with what shows it. It is said once, and stays in the trail. */
export function DoneDialog({ condition, onClose }: Props) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const [evidence, setEvidence] = useState('');
  const complete = useMutation(
    trpc.decision.completeCondition.mutationOptions(useMeetingOptions('The condition is done', onClose)),
  );
  return (
    <Dialog open onOpenChange={onClose} title="Mark as done" description={condition.text}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          complete.mutate({ migrationId: migration.id, conditionId: condition.id, evidence });
        }}
      >
        <Field label="What shows it" hint="A link or a sentence. It stays in the trail, with your name.">
          {(control) => (
            <Textarea
              {...control}
              required
              rows={2}
              maxLength={1_000}
              value={evidence}
              onChange={(event) => setEvidence(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={complete.isPending}>
            Done
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
