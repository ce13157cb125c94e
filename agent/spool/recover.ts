import { rmSync, statSync } from 'node:fs';
import { truncateDurably } from './durable.ts';
import { type Damage, isDamage, scanSegment } from './entry.ts';
import { rewriteSegment } from './rewrite-segment.ts';
import { listSegments } from './segment-files.ts';
import { setDamageAside } from './set-aside.ts';
import { noteNewest, type State } from './state.ts';

/**
 * Reads every segment once, checks every checksum, and learns what waits. A record that was being written when the process ended is cut
 * off; it had not counted as kept. Bytes that were damaged later are set aside, and reading goes on behind them. Both are reported.
 */
export function recover(state: State): void {
  for (const path of listSegments(state.folder)) {
    const segment = { path, bytes: 0, from: 0, waiting: 0, droppable: 0 };
    const damages: Damage[] = [];
    for (const found of scanSegment(path)) {
      if (isDamage(found)) {
        damages.push(found);
        continue;
      }
      state.nextSeq = Math.max(state.nextSeq, found.seq + 1);
      if (found.seq < state.cursor.seq) continue;
      segment.waiting += 1;
      if (found.result.clean) segment.droppable += 1;
      noteNewest(state, found.seq, found.result);
    }
    repair(state, path, damages);
    if (segment.waiting === 0) {
      rmSync(path, { force: true });
      continue;
    }
    state.segments.push({ ...segment, bytes: statSync(path).size });
  }
}

function repair(state: State, path: string, damages: readonly Damage[]): void {
  const [only] = damages;
  if (only?.torn && damages.length === 1) {
    truncateDurably(path, only.offset);
    state.notice(
      `The agent was stopped while it wrote a result: ${only.bytes} bytes were cut off at byte ${only.offset} of ${path}. That result had not been kept yet; its check will be run again.`,
    );
    return;
  }
  for (const damage of damages) reportDamage(state, path, damage);
  if (damages.length > 0) rewriteSegment(path, () => true);
}

export function reportDamage(state: State, path: string, damage: Damage): void {
  const copy = setDamageAside(state.folder, path, damage);
  state.notice(
    `${path} is damaged: ${damage.bytes} bytes from byte ${damage.offset} on are no result any more. They were copied to ${copy}; what waits behind them is sent.`,
  );
}
