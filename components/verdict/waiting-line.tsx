'use client';

import { useMutation } from '@tanstack/react-query';
import type { WaitingItem } from '#core/approval/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Shape } from '../ui/shape.tsx';
import { useWaitingOptions } from './use-waiting-options.ts';

/** One thing that waits: what it would change, whose it is, and what the reader can do about it. */
export function WaitingLine({ item }: { item: WaitingItem }) {
  const { title, by, at, reason, before, after } = item;
  return (
    <li className="grid grid-cols-[1.375rem_minmax(0,1fr)] gap-x-2.5 gap-y-1 border-t border-hush px-4 py-2.5 lg:grid-cols-[1.375rem_minmax(0,1fr)_minmax(0,1fr)_minmax(14rem,18rem)]">
      <span className="pt-[3px] text-cond">
        <Shape name="triangle" />
        <span className="sr-only">waits:</span>
      </span>
      <div className="min-w-0">
        <p className="font-[550] break-words">{title}</p>
        <p className="text-ink-3">
          {by} · <When at={at} />
        </p>
        {reason && <p className="break-words text-ink-2">“{reason}”</p>}
      </div>
      <div className="min-w-0 text-ink-2 max-lg:col-start-2">
        <Side label="Approved" text={before} none="not in the plan" />
        <Side label="Waits" text={after} none="taken out" strong />
      </div>
      <Steps item={item} />
    </li>
  );
}

function Side({
  label,
  text,
  none,
  strong = false,
}: {
  label: string;
  text: string | null;
  none: string;
  strong?: boolean;
}) {
  return (
    <p className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-2">
      <span className="text-ink-3">{label}</span>
      <span className={`break-words whitespace-pre-line ${strong ? 'font-semibold text-ink' : ''}`}>
        {text ?? none}
      </span>
    </p>
  );
}

function Steps({ item: { kind, id, title, refusal } }: { item: WaitingItem }) {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const given = { migrationId: migration.id, ids: [id] };
  const approve = useMutation(
    trpc.approval.approvePlanChanges.mutationOptions(useWaitingOptions(`Approved: ${title}`)),
  );
  const takeBack = useMutation(
    trpc.approval.takeBackPlanChanges.mutationOptions(useWaitingOptions(`Taken back: ${title}`)),
  );
  if (kind !== 'plan') return null;
  return (
    <div className="no-print grid content-start justify-items-start gap-1.5 max-lg:col-start-2 lg:justify-items-end">
      {refusal !== null && (
        <p className="break-words text-ink-3 lg:text-right">
          <span className="sr-only">You cannot approve it: </span>
          {refusal}
        </p>
      )}
      <div className="flex flex-wrap gap-1.5">
        {refusal === null && (
          <Button size="small" busy={approve.isPending} onClick={() => approve.mutate(given)}>
            Approve
            <span className="sr-only"> {title}</span>
          </Button>
        )}
        {may('plan.edit') && (
          <Button size="small" look="quiet" busy={takeBack.isPending} onClick={() => takeBack.mutate(given)}>
            Take back
            <span className="sr-only"> {title}</span>
          </Button>
        )}
      </div>
    </div>
  );
}
