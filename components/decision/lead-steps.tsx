'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { DecisionListItem } from '#core/decision/schema.ts';
import type { Verdict } from '#core/verdict/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { outcomeWords } from './labels.ts';
import { useMeetingOptions } from './use-meeting-options.ts';

const ProposeDialog = dynamic(() => import('./propose-dialog.tsx').then((file) => file.ProposeDialog), { ssr: false });

const TakeDialog = dynamic(() => import('./take-dialog.tsx').then((file) => file.TakeDialog), { ssr: false });

type Props = { meeting: DecisionListItem; verdict: Verdict; isOverride: boolean };

/** What who holds the meeting does: propose, decide, or end it without a decision. */
export function LeadSteps({ meeting, verdict, isOverride }: Props) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const [proposing, setProposing] = useState(false);
  const ids = { migrationId: migration.id, decisionId: meeting.id };
  const withdraw = useAction(
    trpc.decision.withdraw.mutationOptions(useMeetingOptions(`G-${meeting.number} is withdrawn`)),
  );
  const { proposal } = meeting;
  // As it stood when the reader asked for it: somebody may propose something else while they read.
  const [looked, setLooked] = useState<{ meeting: DecisionListItem; isOverride: boolean } | null>(null);
  return (
    <div className="no-print grid gap-2 border-t border-hush pt-3">
      <div className="flex flex-wrap gap-2">
        {proposal && (
          <Button look={isOverride ? 'danger' : 'primary'} onClick={() => setLooked({ meeting, isOverride })}>
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
      {looked && (
        <TakeDialog
          {...looked}
          changed={wordsOf(looked) !== wordsOf({ meeting, isOverride })}
          onClose={() => setLooked(null)}
        />
      )}
      {proposing && <ProposeDialog meeting={meeting} verdict={verdict} onClose={() => setProposing(false)} />}
    </div>
  );
}

/** All that is asked about. */
const wordsOf = ({ meeting: { proposal, second }, isOverride }: Pick<Props, 'meeting' | 'isOverride'>) =>
  JSON.stringify([proposal, second, isOverride]);
