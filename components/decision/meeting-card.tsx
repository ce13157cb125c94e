'use client';

import type { GoNoGo } from '#core/verdict/schema.ts';
import { useAction } from '#lib/form/use-action.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { HistoryCard } from './history-card.tsx';
import { gateWords } from './labels.ts';
import { OpenMeeting } from './open-meeting.tsx';
import { useDecisions } from './use-decisions.ts';
import { useMeetingOptions } from './use-meeting-options.ts';

type Props = { slug: string; verdict: GoNoGo };

/** The meetings about gates: the one that is open, what the last ones decided, and the way to hold the next. */
export function MeetingCard({ slug, verdict }: Props) {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const meetings = useDecisions(slug);
  const freeze = useAction(trpc.decision.freeze.mutationOptions(useMeetingOptions('The verdict is frozen')));
  const open = meetings.filter(({ state }) => state === 'open');
  const over = meetings.filter(({ state }) => state !== 'open');
  const isHeld = open.some(({ phase }) => phase === verdict.gate);
  return (
    <>
      {open.map((meeting) => (
        <OpenMeeting key={meeting.id} meeting={meeting} verdict={verdict} />
      ))}
      {!isHeld && may('decision.hold') && (
        <Card
          title="Decide"
          note={gateWords(verdict.gate)}
          className="no-print"
          action={
            <Button look="primary" busy={freeze.isPending} onClick={() => freeze.mutate({ migrationId: migration.id })}>
              Hold the meeting
            </Button>
          }
        >
          <p className="px-4 pb-3.5 text-ink-2">
            Freezes this page as it is now. Everybody votes on what was frozen; it is kept and never computed again.
          </p>
        </Card>
      )}
      {over.length > 0 && <HistoryCard slug={slug} meetings={over} />}
    </>
  );
}
