import { setTimeout as sleep } from 'node:timers/promises';
import type { Snapshot, Source } from '../connector/connector.ts';
import type { SidePlan } from '../connector/plan.ts';
import { withSnapshots } from '../connector/with-snapshots.ts';
import type { ComparisonPlan } from '../pairing/plan-comparison.ts';
import { md5 } from '../row/row-hash.ts';
import { type Field, rowFields, rowLine } from '../row/row-line.ts';
import { settle } from '../value/settle.ts';
import { differencesOf, differingRows, type Outcome, pairRows } from './pair-rows.ts';

/** Keys re-read in one go, and keys that may wait for it. */
const BATCH = 2_000;
const MAX_WAITING = 20_000;
/** A row that is different each time it is read again stays suspected after this many readings. */
const MAX_ROUNDS = 3;

type Suspect = {
  key: Field[];
  /** Pairs of this key that were alike at first and are counted already. */
  pairedBefore: number;
  /** Rows that differed at first. */
  rows: number;
  /** Fingerprint of what differed when it was read last. */
  seen: string;
  firstSeenMs: number;
  dueMs: number;
  rounds: number;
};

export type Settled = {
  outcome: Outcome;
  /** healed: nothing differs any more. suspected: it differs, but in another way each time. */
  state: 'confirmed' | 'healed' | 'suspected';
  /** Rows that differed at first. */
  rows: number;
  /** From the first reading to this one. */
  afterMs: number;
};

export type RereadOptions = {
  plan: ComparisonPlan;
  legacy: Source;
  target: Source;
  lagMs: number;
  signal: AbortSignal;
  onSettled: (settled: Settled) => void;
};

/**
 * Differences wait here until the target has had its time to follow, and are then read again, both sides afresh. What still
 * differs in the same way is confirmed; what has changed meanwhile waits once more.
 */
export class Rereader {
  private readonly options: RereadOptions;
  private waiting: Suspect[] = [];

  constructor(options: RereadOptions) {
    this.options = options;
  }

  /** `readMs`: when the snapshot was taken in which it differed. Reads again first where too many wait. */
  async add(outcome: Outcome, pairedBefore: number, readMs: number): Promise<void> {
    this.waiting.push({
      key: outcome.key,
      pairedBefore,
      rows: differingRows(outcome),
      seen: md5(differencesOf(outcome)),
      firstSeenMs: readMs,
      dueMs: readMs + this.options.lagMs,
      rounds: 0,
    });
    while (this.waiting.length >= MAX_WAITING) await this.readBatch();
  }

  async finish(): Promise<void> {
    while (this.waiting.length > 0) await this.readBatch();
  }

  private async readBatch(): Promise<void> {
    const batch = this.waiting.slice(0, BATCH);
    this.waiting = this.waiting.slice(BATCH);
    const dueMs = Math.max(...batch.map((suspect) => suspect.dueMs));
    if (dueMs > Date.now()) await sleep(dueMs - Date.now(), undefined, { signal: this.options.signal });
    const { plan } = this.options;
    await withSnapshots(this.options, 'reread', async ({ legacy, target }) => {
      const readMs = Date.now();
      const keys = batch.map((suspect) => suspect.key);
      const [left, right] = await Promise.all([
        rowsByKey(legacy, plan.legacy, keys),
        rowsByKey(target, plan.target, keys),
      ]);
      for (const suspect of batch) this.judge(suspect, left, right, readMs);
    });
  }

  private judge(suspect: Suspect, left: Map<string, Field[][]>, right: Map<string, Field[][]>, readMs: number): void {
    const id = rowLine(suspect.key);
    const rows = { legacy: left.get(id) ?? [], target: right.get(id) ?? [], pairedBefore: 0 };
    const outcome = pairRows(this.options.plan, rows);
    const seen = md5(differencesOf(outcome));
    const differs = differingRows(outcome) > 0;
    const moves = differs && seen !== suspect.seen;
    if (moves && suspect.rounds + 1 < MAX_ROUNDS) {
      this.waiting.push({ ...suspect, seen, rounds: suspect.rounds + 1, dueMs: readMs + this.options.lagMs });
      return;
    }
    this.options.onSettled({
      outcome: { ...outcome, key: suspect.key, identical: outcome.identical - suspect.pairedBefore },
      state: !differs ? 'healed' : moves ? 'suspected' : 'confirmed',
      rows: suspect.rows,
      afterMs: readMs - suspect.firstSeenMs,
    });
  }
}

async function rowsByKey(snapshot: Snapshot, plan: SidePlan, keys: Field[][]): Promise<Map<string, Field[][]>> {
  const found = new Map<string, Field[][]>();
  for await (const { bytes, starts, ends } of snapshot.rows(plan, { kind: 'keys', keys })) {
    for (let i = 0; i < starts.length; i++) {
      const row = rowFields(bytes.toString('utf8', starts[i], ends[i]));
      const key = plan.columns.slice(0, plan.keyColumns).map((column, k) => {
        const field = row[k] ?? null;
        return field === null ? null : settle(column.type, field, column.timeZone);
      });
      const id = rowLine(key);
      found.set(id, [...(found.get(id) ?? []), row]);
    }
  }
  return found;
}
