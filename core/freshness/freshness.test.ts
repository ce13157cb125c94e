import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dueTimeMs } from './due-time.ts';
import { freshnessOf } from './freshness.ts';

const schedule = { everyMs: 3_600_000, graceMs: 600_000 };
const timeZone = 'Europe/Berlin';
const at = Date.parse('2026-11-21T08:00:00Z');

test.each([
  ['a result as of its receipt', at, at, undefined, at + 4_200_000],
  ['one whose clock is a day ahead', at + 86_400_000, at, undefined, at + 4_200_000],
  ['one whose clock is an hour behind', at - 3_600_000, at, undefined, at + 600_000],
  ['an agent that comes back sooner', at, at, '2026-11-21T08:10:00Z', at + 1_200_000],
  ['an agent that wants more time', at, at, '2026-11-22T08:00:00Z', at + 4_200_000],
] as const)('%s', (_, asOfMs, receivedAtMs, nextDueAt, expected) => {
  expect(dueTimeMs({ asOfMs, receivedAtMs, schedule, timeZone, nextDueAt })).toBe(expected);
});

describe('freshnessOf', () => {
  it('turns stale the moment after it was due', () => {
    const dueAt = '2026-11-21T08:00:00Z';
    expect(freshnessOf({ dueAt }, at)).toBe('fresh');
    expect(freshnessOf({ dueAt }, at + 1)).toBe('stale');
    expect(freshnessOf(null, at)).toBe('none');
  });

  it('never lets an agent’s clock or word extend it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.option(fc.integer({ min: -1e9, max: 1e9 }), { nil: undefined }),
        (skew, asks) => {
          const nextDueAt = asks === undefined ? undefined : new Date(at + asks).toISOString();
          const due = dueTimeMs({ asOfMs: at + skew, receivedAtMs: at, schedule, timeZone, nextDueAt });
          expect(due).toBeLessThanOrEqual(at + schedule.everyMs + schedule.graceMs);
        },
      ),
    );
  });
});
