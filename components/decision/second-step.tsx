'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DecisionListItem } from '#core/decision/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/control.tsx';
import { useMeetingOptions } from './use-meeting-options.ts';

/** Standing behind a go against the verdict, as someone other than who proposed it. Of each proposal anew: give it as `key`. */
export function SecondStep({ meeting }: { meeting: DecisionListItem }) {
  const trpc = useTRPC();
  const { migration } = useMigration();
  const {
    data: { user: me },
  } = useSuspenseQuery(trpc.me.get.queryOptions({}));
  const [sure, setSure] = useState(false);
  const second = useAction(trpc.decision.second.mutationOptions(useMeetingOptions('You stand behind it')));
  const { proposal } = meeting;
  if (!proposal || proposal.byId === me.id || meeting.second) return null;
  return (
    <div className="no-print flex flex-wrap items-center justify-between gap-3 border-t border-hush pt-3">
      <Checkbox
        label={`A go goes against the verdict, or against what waits for approval. I stand behind it nevertheless, together with ${proposal.by}.`}
        hint="This stays in the audit trail with your name."
        checked={sure}
        onChange={(event) => setSure(event.target.checked)}
      />
      <Button
        look="danger"
        disabled={!sure}
        busy={second.isPending}
        onClick={() => second.mutate({ migrationId: migration.id, decisionId: meeting.id, proposedAt: proposal.at })}
      >
        Be the second person
      </Button>
    </div>
  );
}
