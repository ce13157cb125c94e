'use client';

import { useMutation } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import type { WaitingItem } from '#core/approval/schema.ts';
import { eitherOf } from '#lib/format/either-of.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { useWaitingOptions } from './use-waiting-options.ts';

const ApproveDialog = dynamic(() => import('./approve-dialog.tsx').then((file) => file.ApproveDialog), { ssr: false });

const NOBODY_YET =
  'Nobody can yet. The approver must be someone who does not change the plan and whom nobody who changes it has invited within 30 days, or someone for whom a third person vouches on the page People.';

/** What the reader can do about something that waits, or why they cannot and who can. */
export function WaitingSteps({ item }: { item: WaitingItem }) {
  const { kind, refusal, approvers } = item;
  return (
    <div className="no-print grid content-start justify-items-start gap-1.5 max-lg:col-start-2 lg:justify-items-end">
      {refusal !== null && (
        <p className="break-words text-ink-3 lg:text-right">
          <span className="sr-only">You cannot approve it: </span>
          {refusal} {approvers.length > 0 ? `${eitherOf(approvers)} can approve it.` : NOBODY_YET}
        </p>
      )}
      <div className="flex flex-wrap gap-1.5">
        {kind === 'plan' ? <PlanSteps item={item} /> : kind === 'mark' ? <MarkSteps item={item} /> : <EvidenceSteps />}
      </div>
    </div>
  );
}

function PlanSteps({ item }: { item: WaitingItem }) {
  const { id, title, refusal } = item;
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const [approving, setApproving] = useState(false);
  const takeBack = useMutation(
    trpc.approval.takeBackPlanChanges.mutationOptions(useWaitingOptions(`Taken back: ${title}`)),
  );
  return (
    <>
      {refusal === null && (
        <Step busy={false} title={title} onClick={() => setApproving(true)}>
          Approve
        </Step>
      )}
      {approving && <ApproveDialog items={[item]} onClose={() => setApproving(false)} />}
      {may('plan.edit') && (
        <Step
          look="quiet"
          busy={takeBack.isPending}
          title={title}
          onClick={() => takeBack.mutate({ migrationId: migration.id, ids: [id] })}
        >
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
