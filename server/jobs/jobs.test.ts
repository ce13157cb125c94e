import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { makeKey, makeMigration } from '../testing/factory.ts';
import type { Job } from './job.ts';
import { prune } from './prune.ts';
import { scheduleJobs } from './schedule-jobs.ts';

const url = process.env.DATABASE_URL ?? '';

describe('jobs', () => {
  it('run one at a time across workers, again after a failure, and to their end before a stop', async () => {
    const seen = { running: 0, most: 0, started: 0, ended: 0, failures: 0 };
    const slow: Job = {
      everySeconds: 1,
      run: async () => {
        seen.started += 1;
        seen.running += 1;
        seen.most = Math.max(seen.most, seen.running);
        await sleep(400);
        seen.running -= 1;
        seen.ended += 1;
      },
    };
    const failing: Job = {
      everySeconds: 3_600,
      run: async () => {
        seen.failures += 1;
        if (seen.failures === 1) throw new Error('the first time');
      },
    };
    const workers = [await scheduleJobs(url, { slow, failing }), await scheduleJobs(url, { slow, failing })];
    await vi.waitFor(() => expect(seen.ended).toBeGreaterThanOrEqual(3), { timeout: 20_000 });
    await vi.waitFor(() => expect(seen.failures).toBe(2), { timeout: 20_000 });
    await vi.waitFor(() => expect(seen.running).toBe(1), { timeout: 20_000, interval: 5 });
    await Promise.all(workers.map(async (worker) => await worker.stop()));
    expect(seen.running).toBe(0);
    expect(seen.started).toBe(seen.ended);
    expect(seen.most).toBe(1);
  }, 60_000);

  it('run soon after a change they wait for', async () => {
    const migration = await makeMigration();
    let runs = 0;
    const worker = await scheduleJobs(url, {
      waiting: { everySeconds: 3_600, onTopics: ['plan'], run: async () => (runs += 1) },
    });
    await vi.waitFor(() => expect(runs).toBe(1), { timeout: 10_000 });
    await makeKey(migration);
    await vi.waitFor(() => expect(runs).toBe(2), { timeout: 5_000 });
    await worker.stop();
  }, 30_000);
});

describe('prune', () => {
  it('deletes what has served, and nothing younger', async () => {
    const now = new Date('2026-05-01T00:00:00Z');
    const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
    const { id: migrationId } = await makeMigration({ now: () => daysAgo(3) });
    await db.outboxEvent.create({ data: { migrationId, at: daysAgo(8), topic: 'run', ids: [] } });
    for (const [bucket, days] of [
      ['old', 2],
      ['young', 0.5],
    ] as const) {
      await db.signInThrottle.create({ data: { bucket, attempts: 1, windowStart: daysAgo(days) } });
    }
    await prune(systemContext('prune', { now: () => now }), {});
    expect((await db.outboxEvent.findMany({ where: { migrationId } })).map(({ topic }) => topic)).toEqual(['plan']);
    expect((await db.signInThrottle.findMany()).map(({ bucket }) => bucket)).toEqual(['young']);
  });
});
