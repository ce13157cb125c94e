import { lateItemId } from '#core/approval/late-item-id.ts';
import type { WaitingItem } from '#core/approval/schema.ts';
import { countText } from '#core/format/count.ts';
import { type JudgeReaders, loadReaders } from '../approval/load-readers.ts';
import type { MigrationContext } from '../context.ts';
import type { Tx } from '../scope.ts';
import { MADE_THE_KEY } from './late-makers.ts';
import { type LoadedLate, loadLate } from './load-late.ts';

/** Late evidence among all that waits for a second person. */
export async function listWaitingLate(tx: Tx, ctx: MigrationContext): Promise<WaitingItem[]> {
  const all = await loadLate(tx, ctx.migrationId, 'waiting');
  if (all.length === 0) return [];
  const judge = await loadReaders(tx, ctx);
  return all.map((late) => presentWaiting(late, judge));
}

/** Late evidence as it waits, and whether the reader may accept it. */
export function presentWaiting({ late, makers }: LoadedLate, judge: JudgeReaders): WaitingItem {
  return {
    kind: 'evidence',
    id: lateItemId(late),
    title: titleOf(late),
    by: `the key ${late.keyName}`,
    at: late.openedAt,
    reason: late.reasons.join('; '),
    before: lines(late, ({ about, before }) => `${about}: ${before}`),
    after: lines(late, ({ about, after }) => `${about}: ${after}`),
    ...judge(makers, MADE_THE_KEY),
  };
}

export function titleOf({ results, minutes, from, to, day }: LoadedLate['late']): string {
  const parts = [
    results > 0 ? `${countText(results)} ${results === 1 ? 'result' : 'results'}` : '',
    minutes > 0 ? `${countText(minutes)} ${minutes === 1 ? 'minute' : 'minutes'} of telemetry` : '',
  ];
  const about = from === null ? '' : ` about ${from === to ? from : `${from} to ${to}`}`;
  return `${parts.filter(Boolean).join(' and ')}${about}, received on ${day}`;
}

function lines(
  { corrections }: LoadedLate['late'],
  line: (one: LoadedLate['late']['corrections'][number]) => string,
): string | null {
  return corrections.length === 0 ? null : corrections.map(line).join('\n');
}
