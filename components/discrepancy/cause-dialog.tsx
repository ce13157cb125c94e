'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { causeSchema, type DiscrepancyListItem } from '#core/discrepancy/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { causeWords } from '#lib/words/discrepancy.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useTriageOptions } from './use-triage.ts';

type Props = { migrationId: string; item: DiscrepancyListItem; onClose: () => void };

export function CauseDialog({ migrationId, item, onClose }: Props) {
  const trpc = useTRPC();
  const [cause, setCause] = useState(item.cause);
  const save = useMutation(
    trpc.discrepancy.setCause.mutationOptions(useTriageOptions(`Cause of D-${item.number} noted`, onClose)),
  );
  return (
    <Dialog open onOpenChange={onClose} title={`Cause of D-${item.number}`} description={item.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ migrationId, id: item.id, cause });
        }}
      >
        <fieldset className="grid grid-cols-2 gap-1">
          <legend className="sr-only">Cause</legend>
          {causeSchema.options.map((option) => (
            <label
              key={option}
              className="flex min-h-9 cursor-pointer items-center gap-2 rounded-control px-2 text-sm hover:bg-hush has-checked:bg-hush has-checked:font-[550]"
            >
              <input
                type="radio"
                name="cause"
                value={option}
                checked={cause === option}
                onChange={() => setCause(option)}
                className="size-4 accent-accent"
              />
              {causeWords[option]}
            </label>
          ))}
        </fieldset>
        <div className="mt-4 flex justify-end">
          <Button type="submit" look="primary" busy={save.isPending}>
            Save cause
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
