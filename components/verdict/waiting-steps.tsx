'use client';

import type { ReactNode } from 'react';
import type { WaitingItem } from '#core/approval/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { AnswerLine, approversText } from './answer-line.tsx';
import { useWaitingOptions } from './use-waiting-options.ts';

type Props = { item: WaitingItem; onApprove: () => void; onAnswer: () => void };

/** What the reader can do about something that waits, or why they cannot and who can. */
export function WaitingSteps({ item, onApprove, onAnswer }: Props) {
  const { kind, title, refusal, answer } = item;
  const isOpen = answer !== null && answer.given === null;
  return (
    <div className="no-print grid content-start justify-items-start gap-1.5 max-lg:col-start-2 lg:justify-items-end">
      {answer !== null && (
        <p className="break-words text-ink-3 lg:text-right">
          <AnswerLine item={item} />
        </p>
      )}
      {refusal !== null && !isOpen && (
        <p className="break-words text-ink-3 lg:text-right">
          <span className="sr-only">You cannot approve it: </span>
          {refusal} {approversText(item)}
        </p>
      )}
      <div className="flex flex-wrap gap-1.5">
        {answer?.mayGive && (
          <Step busy={false} title={title} onClick={onAnswer}>
            Answer for it
          </Step>
        )}
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
