import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dueAt } from './due-at.ts';
import { freshnessOf } from './freshness-of.ts';

const schedule = { everyMs: 3_600_000, graceMs: 600_000 };
const at = Date.parse('2026-11-21T08:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();

test.each([
  ['a result as of its receipt', at, undefined, at + 4_200_000],
  ['one whose clock is a day ahead', at + 86_400_000, undefined, at + 4_200_000],
  ['one whose clock is an hour behind', at - 3_600_000, undefined, at + 600_000],
  ['an agent that comes back sooner', at, '2026-11-21T08:10:00Z', at + 1_200_000],
  ['an agent that wants more time', at, '2026-11-22T08:00:00Z', at + 4_200_000],
] as const)('%s', (_, asOf, nextDueAt, expected) => {
  expect(dueAt({ asOf: iso(asOf), receivedAt: iso(at), nextDueAt }, schedule)).toBe(iso(expected));
});

describe('freshnessOf', () => {
  it('turns stale the moment after it was due; telemetry alone keeps a check fresh too', () => {
    const check = { schedule, latest: null, hours: [] };
    expect(freshnessOf(check, new Date(at))).toBe('none');
    const hour = {
      asOf: iso(at),
      hour: iso(at),
      legacyRequests: 1,
      legacyErrors: 0,
      legacyFailedTransactions: 0,
      legacyLatency: [],
    };
    const load = { ...hour, targetRequests: 1, targetErrors: 0, targetFailedTransactions: 0, targetLatency: [] };
    const due = at + 4_200_000;
    expect(freshnessOf({ ...check, hours: [load] }, new Date(due))).toBe('fresh');
    expect(freshnessOf({ ...check, hours: [load] }, new Date(due + 1))).toBe('stale');
  });
});

it('is never extended by an agent’s clock or word', () => {
  const offset = fc.integer({ min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(offset, fc.option(offset, { nil: undefined }), (skew, asks) => {
      const nextDueAt = asks === undefined ? undefined : iso(at + asks);
      const due = dueAt({ asOf: iso(at + skew), receivedAt: iso(at), nextDueAt }, schedule);
      expect(Date.parse(due)).toBeLessThanOrEqual(at + schedule.everyMs + schedule.graceMs);
    }),
  );
});
