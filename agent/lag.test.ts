import { beforeEach, describe, expect, it } from 'vitest';
import type { Sides } from './check/check.ts';
import { createDatabase, type Engine, type TestDatabase } from './testing/database-kit.ts';
import { keysOf, openSides, runCheck } from './testing/run-check.ts';

const LAG_MS = 40;

describe.each<Engine>(['postgresql', 'sqlite'])('a target that lags behind %s', (engine) => {
  let legacy: TestDatabase;
  let target: TestDatabase;
  let sides: Sides;
  /** What the business does between the first reading and the re-reads: one entry before each of them. */
  let meanwhile: (() => Promise<void>)[];
  let rereads: number;

  beforeEach(async () => {
    [legacy, target] = await Promise.all([createDatabase(engine), createDatabase('postgresql')]);
    const create = 'create table orders (id int primary key, status text, amount numeric(12,2), made timestamp)';
    await Promise.all([legacy.exec(create), target.exec(create)]);
    const rows = Array.from(
      { length: 50 },
      (_, i) => `(${i + 1}, 'open', ${i}.25, '2024-01-01 00:00:${10 + (i % 50)}')`,
    );
    for (const database of [legacy, target]) await database.exec(`insert into orders values ${rows.join(', ')}`);
    const opened = await openSides(legacy.connection, target.connection);
    meanwhile = [];
    rereads = 0;
    let step: Promise<void> | undefined;
    // Both snapshots of a re-read are taken after what happened meanwhile, whichever is asked for first.
    const after = async <T>(purpose: 'scan' | 'reread', snapshot: () => Promise<T>): Promise<T> => {
      if (purpose === 'scan') return await snapshot();
      const second = step !== undefined;
      step ??= meanwhile.shift()?.() ?? Promise.resolve();
      await step;
      if (second) {
        step = undefined;
        rereads += 1;
      }
      return await snapshot();
    };
    sides = {
      legacy: { ...opened.legacy, snapshot: (purpose) => after(purpose, () => opened.legacy.snapshot(purpose)) },
      target: { ...opened.target, snapshot: (purpose) => after(purpose, () => opened.target.snapshot(purpose)) },
    };
  });

  const fields = () => runCheck('field_level', { name: 'orders', moneyColumn: 'amount' }, sides, { lagMs: LAG_MS });

  it('does not count what the target catches up with, and counts what stays', async () => {
    await legacy.exec(
      "insert into orders values (101, 'open', 1, null), (102, 'open', 2, null); update orders set status = 'paid' where id in (1, 2); delete from orders where id = 3",
    );
    meanwhile = [
      () =>
        target.exec(
          "insert into orders values (101, 'open', 1, null); update orders set status = 'paid' where id = 1; delete from orders where id = 3",
        ),
    ];
    const started = Date.now();
    const { run, ...rest } = await fields();
    expect(Date.now() - started).toBeGreaterThanOrEqual(LAG_MS);
    expect(run.lagLifecycle).toMatchObject({ suspected: 5, healed: 3, confirmed: 2 });
    expect(run.lagLifecycle?.healP95Ms).toBeGreaterThanOrEqual(LAG_MS);
    expect(run.counts).toMatchObject({
      legacy: 51,
      target: 50,
      identical: 49,
      modified: 1,
      missingInTarget: 1,
      suspectedLegacy: 0,
    });
    expect(keysOf({ run, ...rest }, 'modified', 'status')).toEqual(['2']);
    expect(keysOf({ run, ...rest }, 'missing_in_target')).toEqual(['102']);
    expect(run.groups).toHaveLength(2);
    expect(rereads).toBe(1);
  });

  it('leaves suspected what is different each time, on both sides of the count', async () => {
    await legacy.exec("update orders set amount = 1000 where id = 7; insert into orders values (200, 'new', 0, null)");
    meanwhile = [1, 2, 3].map((i) => () => legacy.exec(`update orders set amount = ${1000 + i} where id = 7`));
    const found = await fields();
    expect(rereads).toBe(3);
    expect(found.run.counts).toMatchObject({
      modified: 0,
      suspectedLegacy: 1,
      suspectedTarget: 1,
      missingInTarget: 1,
      identical: 49,
    });
    expect(found.run.lagLifecycle).toEqual({ suspected: 2, healed: 0, confirmed: 1, healP95Ms: null });
    expect(found.run.groups).toEqual([expect.objectContaining({ class: 'missing_in_target', rowCount: 1 })]);
    expect(found.differences.filter((one) => one.state === 'suspected')).toEqual([
      expect.objectContaining({ field: 'amount', legacy: { value: '1003' } }),
    ]);
  });

  it('confirms in a later round what moved once and then stayed', async () => {
    await legacy.exec("update orders set status = 'a' where id = 9");
    meanwhile = [() => legacy.exec("update orders set status = 'b' where id = 9")];
    const found = await fields();
    expect(rereads).toBe(2);
    expect(found.run.counts).toMatchObject({ modified: 1, suspectedLegacy: 0 });
    expect(found.differences).toEqual([expect.objectContaining({ state: 'confirmed', legacy: { value: 'b' } })]);
  });

  it('forgets a row that is gone from both sides when it is read again', async () => {
    await target.exec("insert into orders values (300, 'ghost', 1, null)");
    meanwhile = [() => target.exec('delete from orders where id = 300')];
    const { run } = await fields();
    expect(run.counts).toMatchObject({ legacy: 50, target: 50, identical: 50, extraInTarget: 0 });
    expect(run.lagLifecycle).toMatchObject({ suspected: 1, healed: 1, confirmed: 0 });
  });

  it('reports a checksum segment only for rows that stay different', async () => {
    const checksum = () => runCheck('checksum', { name: 'orders' }, sides, { lagMs: LAG_MS });
    await legacy.exec("update orders set status = 'paid' where id in (1, 50)");
    meanwhile = [() => target.exec("update orders set status = 'paid' where id in (1, 50)")];
    expect((await checksum()).verdict).toBe('match');
    await legacy.exec("update orders set status = 'lost' where id = 1");
    const stays = await checksum();
    expect(stays.verdict).toBe('mismatch');
    expect(stays.run.checksums).toHaveLength(1);
    await target.exec("update orders set status = 'lost' where id = 1");
    await legacy.exec('update orders set amount = -1 where id = 2');
    meanwhile = [1, 2, 3].map((i) => () => legacy.exec(`update orders set amount = ${-1 - i} where id = 2`));
    const moves = await checksum();
    expect(moves.verdict).toBe('inconclusive');
    expect(moves.run.coverage.skippedChunks).toBe(1);
  });

  it('counts only rows older than the lag, where a column shows their age', async () => {
    await legacy.exec(
      "insert into orders values (400, 'fresh', 1, '2999-01-01'), (401, 'old', 1, '2024-01-02'), (402, 'undated', 1, null)",
    );
    const count = (watermarkColumn: string | null) =>
      runCheck('record_count', { name: 'orders', watermarkColumn }, sides, { lagMs: LAG_MS });
    expect((await count('made')).run.counts).toEqual({ legacy: 52, target: 50 });
    await target.exec("insert into orders values (401, 'old', 1, '2024-01-02'), (402, 'undated', 1, null)");
    expect(await count('made')).toMatchObject({ verdict: 'match', run: { counts: { legacy: 52, target: 52 } } });
    expect((await count(null)).run.counts).toEqual({ legacy: 53, target: 52 });
  });
});
