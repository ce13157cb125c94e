import type { DatabaseSync } from 'node:sqlite';
import type { Pool } from 'pg';
import type { Release } from '../business/tables.ts';
import { writeTarget } from '../business/target-database.ts';
import { type Change, changedRow, dueChanges, forgetChanges } from './change-log.ts';
import type { Meter } from './meter.ts';

const BATCH = 100;
const AT_ONCE = 4;

/** Carries due changes to the target; answers how many arrived. What fails stays in the log and is tried again. */
export async function replicate(db: DatabaseSync, pool: Pool, meter: Meter, release: Release): Promise<number> {
  const newest = new Map<string, Change[]>();
  for (const change of dueChanges(db, Date.now(), BATCH)) {
    const row = `${change.TBL} ${change.ROW_KEY}`;
    newest.set(row, [...(newest.get(row) ?? []), change]);
  }
  const waiting = [...newest.values()];
  const arrived: number[] = [];
  const worker = async () => {
    for (let changes = waiting.shift(); changes; changes = waiting.shift()) {
      if (await carry(db, pool, meter, release, changes)) arrived.push(...changes.map((change) => change.CHG_NO));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (arrived.length > 0) forgetChanges(db, arrived);
  return arrived.length;
}

async function carry(
  db: DatabaseSync,
  pool: Pool,
  meter: Meter,
  release: Release,
  changes: Change[],
): Promise<boolean> {
  const [first] = changes;
  const row = first && changedRow(db, first);
  if (!first || !row) return true;
  const started = performance.now();
  try {
    await writeTarget(pool, first.TBL, row, release);
  } catch {
    meter.count('target', performance.now() - started, 'failedTransaction');
    return false;
  }
  meter.count('target', performance.now() - started, 'done');
  for (const change of changes) meter.lag(Date.now() - change.CHG_MS);
  return true;
}
