'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import type { LateEvidence } from '#core/late-evidence/late-changes.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { DecideLate } from './decide-late.tsx';
import { LateChangesList } from './late-changes-list.tsx';

/** What keys sent about days that were judged before: it waits for a second person, or one has decided. */
export function LateCard({ migrationId }: { migrationId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.evidence.listLate.queryOptions({ migrationId }));
  if (data.length === 0) return null;
  const waiting = data.filter(({ state }) => state === 'waits').length;
  return (
    <Card
      title="Late evidence"
      note={waiting > 0 ? `${waiting} of ${data.length} waits for a second person` : undefined}
    >
      <ul className="grid gap-3 px-4 pt-1 pb-4">
        {data.map((late) => (
          <li key={late.id} className="grid gap-1 border-t pt-3 first:border-0 first:pt-0">
            <p>
              <span className="font-[550]">{amountText(late)}</span> of the key {late.keyName}, received on{' '}
              {formatDay(late.day, 'long')}
            </p>
            <p className="text-ink-2">{late.reasons.join('; ')}</p>
            {late.corrections.map(({ runId, about, before, after }) => (
              <p key={runId} className="text-ink-3">
                {about}: {before} → {after}
              </p>
            ))}
            {late.waiting ? (
              <DecideLate migrationId={migrationId} late={late} waiting={late.waiting} />
            ) : (
              <>
                <p className="text-ink-3">
                  {late.state} by {late.decidedBy ?? 'an unknown person'}
                  {late.independence && `, ${late.independence}`}
                  {late.decidedAt && (
                    <>
                      , <When at={late.decidedAt} />
                    </>
                  )}
                  {late.comment && `: ${late.comment}`}
                </p>
                {late.changes && <LateChangesList changes={late.changes} />}
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function amountText({ results, minutes, from, to }: LateEvidence): string {
  const parts = [
    results > 0 ? formatCounted(results, 'result') : '',
    minutes > 0 ? `${formatCounted(minutes, 'minute')} of telemetry` : '',
  ];
  const about = from && to ? ` about ${from === to ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`}` : '';
  return parts.filter(Boolean).join(' and ') + about;
}
