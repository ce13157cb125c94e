'use client';

import type { ReactNode } from 'react';
import type { WaitingItem } from '#core/approval/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { eitherOf } from '#lib/format/either-of.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { useWaitingOptions } from './use-waiting-options.ts';

const NOBODY_YET =
  'Nobody can yet. The approver must be someone who does not change the plan and whom nobody who changes it has invited within 30 days, or someone for whom a third person vouches on the page People.';

/** What the reader can do about something that waits, or why they cannot and who can. */
export function WaitingSteps({ item, onApprove }: { item: WaitingItem; onApprove: () => void }) {
  const { kind, title, refusal, approvers } = item;
  return (
    <div className="no-print grid content-start justify-items-start gap-1.5 max-lg:col-start-2 lg:justify-items-end">
      {refusal !== null && (
        <p className="break-words text-ink-3 lg:text-right">
          <span className="sr-only">You cannot approve it: </span>
          {refusal} {approvers.length > 0 ? `${eitherOf(approvers)} can approve it.` : NOBODY_YET}
        </p>
      )}
      <div className="flex flex-wrap gap-1.5">
        {(kind === 'plan' || kind === 'mark') && refusal === null && (
          <Step busy={false} title={title} onClick={onApprove}>
            Approve
          </Step>
        )}
        {kind === 'plan' && <TakeBackStep item={item} />}
        {kind === 'evidence' && <PageStep page="evidence">See what it changes</PageStep>}
        {kind === 'waiver' && (
          <PageStep page="criteria">
            See it<span className="sr-only">: {title}</span>
          </PageStep>
        )}
      </div>
    </div>
  );
}

function TakeBackStep({ item: { id, title } }: { item: WaitingItem }) {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const takeBack = useAction(
    trpc.approval.takeBackPlanChanges.mutationOptions(useWaitingOptions(`Taken back: ${title}`)),
  );
  if (!may('plan.edit')) return null;
  return (
    <Step
      look="quiet"
      busy={takeBack.isPending}
      title={title}
      onClick={() => takeBack.mutate({ migrationId: migration.id, ids: [id] })}
    >
      Take back
    </Step>
  );
}

/** It is decided about on the page that shows what it changes. */
function PageStep({ page, children }: { page: 'evidence' | 'criteria'; children: ReactNode }) {
  const { migration } = useMigration();
  return (
    <PageLink href={`/m/${migration.slug}/${page}`} className={buttonClass({ size: 'small' })}>
      {children}
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
