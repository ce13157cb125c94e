import type { WaitingItem } from '#core/approval/schema.ts';
import { countText } from '#core/format/count.ts';
import type { LateEvidence } from '#core/late-evidence/late-changes.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { loadLate } from './load-late.ts';

/** Late evidence among all that waits for a second person. Its id names how much there is of it: with more it is another one. */
export async function listWaitingLate(tx: Tx, ctx: MigrationContext): Promise<WaitingItem[]> {
  return (await loadLate(tx, ctx, 'waiting')).map((late) => ({
    kind: 'evidence',
    id: `${late.id}/${late.seen}`,
    title: titleOf(late),
    by: `the key ${late.keyName}`,
    at: late.openedAt,
    reason: late.reasons.join('; '),
    before: lines(late, ({ about, before }) => `${about}: ${before}`),
    after: lines(late, ({ about, after }) => `${about}: ${after}`),
    refusal: late.refusal,
    approvers: late.approvers,
    answer: null,
  }));
}

function titleOf({ results, minutes, from, to, day }: LateEvidence): string {
  const parts = [
    results > 0 ? `${countText(results)} ${results === 1 ? 'result' : 'results'}` : '',
    minutes > 0 ? `${countText(minutes)} ${minutes === 1 ? 'minute' : 'minutes'} of telemetry` : '',
  ];
  const about = from === null ? '' : ` about ${from === to ? from : `${from} to ${to}`}`;
  return `${parts.filter(Boolean).join(' and ')}${about}, received on ${day}`;
}

function lines(
  { corrections }: LateEvidence,
  line: (one: LateEvidence['corrections'][number]) => string,
): string | null {
  return corrections.length === 0 ? null : corrections.map(line).join('\n');
}
