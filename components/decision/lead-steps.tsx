'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { DecisionListItem } from '#core/decision/schema.ts';
import type { Verdict } from '#core/verdict/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { FormError } from '../ui/form-error.tsx';
import { outcomeWords } from './labels.ts';
import { useMeetingOptions } from './use-meeting-options.ts';

const ProposeDialog = dynamic(() => import('./propose-dialog.tsx').then((file) => file.ProposeDialog), { ssr: false });

type Props = { meeting: DecisionListItem; verdict: Verdict; isOverride: boolean };

/** What who holds the meeting does: propose, decide, or end it without a decision. A refusal stays in sight. */
export function LeadSteps({ meeting, verdict, isOverride }: Props) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const [proposing, setProposing] = useState(false);
  const ids = { migrationId: migration.id, decisionId: meeting.id };
  const { onSuccess } = useMeetingOptions(`G-${meeting.number} is decided`);
  const take = useAction(trpc.decision.take.mutationOptions({ onSuccess }));
  const withdraw = useAction(
    trpc.decision.withdraw.mutationOptions(useMeetingOptions(`G-${meeting.number} is withdrawn`)),
  );
  const { proposal, second } = meeting;
  // A refusal is about what was tried: another proposal, or a second person, and it is no longer said.
  const [tried, setTried] = useState('');
  const now = `${proposal?.at} ${second?.at}`;
  return (
    <div className="no-print grid gap-2 border-t border-hush pt-3">
      <FormError message={take.error && tried === now ? messageOf(take.error) : undefined} />
      <div className="flex flex-wrap gap-2">
        {proposal && (
          <Button
            look={isOverride ? 'danger' : 'primary'}
            busy={take.isPending}
            onClick={() => {
              setTried(now);
              take.mutate({ ...ids, proposedAt: proposal.at });
            }}
          >
            Decide: {outcomeWords[proposal.outcome].word}
            {isOverride && ' against the verdict'}
          </Button>
        )}
        <Button look={proposal ? 'plain' : 'primary'} onClick={() => setProposing(true)}>
          {proposal ? 'Propose something else' : 'Propose an outcome'}
        </Button>
        <Button look="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate(ids)}>
          Withdraw the meeting
        </Button>
      </div>
      {proposing && <ProposeDialog meeting={meeting} verdict={verdict} onClose={() => setProposing(false)} />}
    </div>
  );
}
