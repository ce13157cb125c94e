import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { blackoutWindowSchema } from '../../core/blackout/schema.ts';
import { APPLICATION, asOwner, databases, fill, within } from '../testing/within-limits.ts';
import { BlackoutWatch } from './blackout-watch.ts';

describe('blackout windows', () => {
  const windowOf = (fromMs: number, toMs: number) =>
    blackoutWindowSchema.parse({
      kind: 'once',
      name: 'month end',
      from: new Date(fromMs).toISOString(),
      to: new Date(toMs).toISOString(),
    });

  it('a check due in one starts after it', async () => {
    const pair = await databases();
    await fill(pair, 'items', 1_000);
    const blackout = new BlackoutWatch();
    const endMs = Date.now() + 1_500;
    blackout.update([windowOf(Date.now() - 1_000, endMs)], 'UTC');
    const said: string[] = [];
    await within(pair, { blackout, say: (text) => said.push(text) }, async ({ check }) => {
      const { run, startedAt, verdict } = await check('field_level', 'items');
      expect(verdict).toBe('match');
      expect(Date.parse(startedAt)).toBeGreaterThanOrEqual(endMs);
      expect(Date.parse(run.asOf.target.time)).toBeGreaterThanOrEqual(endMs);
      expect(said[0]).toContain('waiting for the blackout window "month end" to end at');
    });
  }, 30_000);

  it('cancels a statement that would go on into it, and one that has nothing to show yet', async () => {
    const pair = await databases();
    await fill(pair, 'items', 1_000);
    for (const kind of ['record_count', 'field_level'] as const) {
      // Half a minute for a pass, in one statement.
      const name = `slow_${kind}`;
      const slow = `create view ${name} as select i.id, i.v || pg_sleep(0.04)::text as v from items i where pg_sleep(0.04) is not null`;
      await pair.target.exec(slow);
      await pair.legacy.exec(`create view ${name} as select * from items`);
      const blackout = new BlackoutWatch();
      const stop = new AbortController();
      await within(pair, { blackout, signal: stop.signal }, async ({ check }) => {
        const running = check(kind, name).catch(() => 'stopped');
        await sleep(1_500);
        const activity = () =>
          asOwner(pair.target, async (owner) => {
            const sql = `select state, backend_xmin is not null as holds from pg_stat_activity
              where application_name = $1 and datname = current_database() and state <> 'idle'`;
            return (await owner.query(sql, [APPLICATION])).rows;
          });
        expect(await activity()).toMatchObject([{ state: 'active' }]);
        blackout.update([windowOf(Date.now(), Date.now() + 60_000)], 'UTC');
        await expect.poll(activity, { timeout: 3_000 }).toEqual([]);
        stop.abort(new Error('Stopped.'));
        expect(await running).toBe('stopped');
      });
    }
  }, 30_000);

  it('a check under way stops, lets go of its snapshot, and begins again afterwards', async () => {
    const pair = await databases();
    await fill(pair, 'items', 60_000);
    const blackout = new BlackoutWatch();
    const limits = { rowsPerSecond: 40_000, chunkTime: '50ms' };
    await within(pair, { limits: { legacy: limits, target: limits }, blackout }, async ({ check }) => {
      const running = check('field_level', 'items');
      await sleep(600);
      const [beginMs, endMs] = [Date.now(), Date.now() + 2_500];
      blackout.update([windowOf(beginMs, endMs)], 'UTC');
      // One chunk may still be on its way.
      await sleep(900);
      const seen = await asOwner(pair.target, async (owner) => {
        const sql = `select state, backend_xmin is not null as holds, extract(epoch from query_start) * 1000 as started
          from pg_stat_activity where application_name = $1 and datname = current_database()`;
        return (await owner.query(sql, [APPLICATION])).rows;
      });
      expect(seen.length).toBeGreaterThan(0);
      for (const one of seen) expect(one).toMatchObject({ state: 'idle', holds: false });
      const { run, verdict, startedAt } = await running;
      expect(verdict).toBe('match');
      expect(Date.parse(startedAt)).toBeGreaterThanOrEqual(endMs);
      expect(run).toMatchObject({ counts: { identical: 51_429 } });
    });
  }, 30_000);
});
