'use client';

import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { WaitingItem } from '#core/approval/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { useWaitingOptions } from './use-waiting-options.ts';

/** What the reader can do about something that waits, or why they cannot. */
export function WaitingSteps({ item }: { item: WaitingItem }) {
  const { kind, refusal } = item;
  return (
    <div className="no-print grid content-start justify-items-start gap-1.5 max-lg:col-start-2 lg:justify-items-end">
      {refusal !== null && (
        <p className="break-words text-ink-3 lg:text-right">
          <span className="sr-only">You cannot approve it: </span>
          {refusal}
        </p>
      )}
      <div className="flex flex-wrap gap-1.5">
        {kind === 'plan' ? <PlanSteps item={item} /> : kind === 'mark' ? <MarkSteps item={item} /> : <EvidenceSteps />}
      </div>
    </div>
  );
}

function PlanSteps({ item: { id, title, refusal } }: { item: WaitingItem }) {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const given = { migrationId: migration.id, ids: [id] };
  const approve = useMutation(
    trpc.approval.approvePlanChanges.mutationOptions(useWaitingOptions(`Approved: ${title}`)),
  );
  const takeBack = useMutation(
    trpc.approval.takeBackPlanChanges.mutationOptions(useWaitingOptions(`Taken back: ${title}`)),
  );
  return (
    <>
      {refusal === null && (
        <Step busy={approve.isPending} title={title} onClick={() => approve.mutate(given)}>
          Approve
        </Step>
      )}
      {may('plan.edit') && (
        <Step look="quiet" busy={takeBack.isPending} title={title} onClick={() => takeBack.mutate(given)}>
          Take back
        </Step>
      )}
    </>
  );
}

function MarkSteps({ item: { id, title, refusal } }: { item: WaitingItem }) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const approve = useMutation(trpc.plan.approveMark.mutationOptions(useWaitingOptions(`Approved: ${title}`)));
  if (refusal !== null) return null;
  return (
    <Step
      busy={approve.isPending}
      title={title}
      onClick={() => approve.mutate({ migrationId: migration.id, markId: id })}
    >
      Approve
    </Step>
  );
}

/** It is decided about where the days and findings are shown that it changes. */
function EvidenceSteps() {
  const { migration } = useMigration();
  return (
    <PageLink href={`/m/${migration.slug}/evidence`} className={buttonClass({ size: 'small' })}>
      See what it changes
    </PageLink>
  );
}

type StepProps = { title: string; busy: boolean; onClick: () => void; look?: 'quiet'; children: ReactNode };

function Step({ title, busy, onClick, look, children }: StepProps) {
  return (
    <Button size="small" busy={busy} onClick={onClick} {...(look && { look })}>
      {children}
      <span className="sr-only"> {title}</span>
    </Button>
  );
}
