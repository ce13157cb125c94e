'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LateEvidence } from '#core/late-evidence/late-changes.ts';
import { useCommand } from '#lib/form/use-command.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { Form } from '../form/form.tsx';
import { TextField } from '../form/text-field.tsx';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
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
            {late.state === 'waits' ? (
              <Decide migrationId={migrationId} late={late} />
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

type Decision = { kind: 'accept' | 'refuse'; seen: number };
type Values = { reason: string; decision: Decision | null };
const start: Values = { reason: '', decision: null };

function Decide({ migrationId, late: { id: lateId, refusal, seen } }: { migrationId: string; late: LateEvidence }) {
  const client = useTRPCClient();
  const [shown, setShown] = useState<Awaited<ReturnType<typeof client.evidence.previewLate.mutate>> | null>(null);
  const preview = useCommand({
    start: {},
    input: () => ({ migrationId, lateId }),
    send: client.evidence.previewLate.mutate,
    onDone: setShown,
  });
  const form = useCommand({
    start,
    input: ({ reason, decision }) =>
      decision === null ? { problems: { '': 'Choose your decision.' } } : { reason, decision },
    send: async ({ reason, decision }: { reason: string; decision: Decision }): Promise<unknown> =>
      decision.kind === 'accept'
        ? client.evidence.acceptLate.mutate({ migrationId, lateId, seen: decision.seen, comment: reason })
        : client.evidence.refuseLate.mutate({ migrationId, lateId, seen: decision.seen, reason }),
    fieldOf: (pointer) => (pointer === '/comment' ? 'reason' : pointer.slice(1)),
    onDone: () => {},
  });
  if (refusal !== null) return <p className="text-ink-2">Waits for a second person. {refusal}</p>;
  const busy = preview.isPending || form.isPending;
  return (
    <Form
      form={{ ...form, message: form.message ?? preview.message }}
      className="gap-2"
      foot={
        <div className="flex flex-wrap gap-2">
          <Button size="small" busy={busy} onClick={() => void preview.submit()}>
            Show what it changes
          </Button>
          {shown && (
            <Button
              size="small"
              busy={busy}
              onClick={() => void form.submit({ decision: { kind: 'accept', seen: shown.seen } })}
            >
              Accept all of it
            </Button>
          )}
          <Button
            size="small"
            look="quiet"
            busy={busy}
            disabled={form.values.reason.trim() === ''}
            onClick={() => void form.submit({ decision: { kind: 'refuse', seen } })}
          >
            Refuse
          </Button>
        </div>
      }
    >
      {shown && <LateChangesList changes={shown} />}
      <TextField {...form.field('reason')} label="Reason" />
    </Form>
  );
}
