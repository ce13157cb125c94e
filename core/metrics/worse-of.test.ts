import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLagProblems, findSideProblems } from '../run/tie-telemetry.ts';
import type { MetricPoint } from './schema.ts';
import { NO_REQUESTS, type Side, slowerThan } from './slower-than.ts';
import { worseOf } from './worse-of.ts';

const BOUNDS = ['10', '50', '200', null] as const;
const side = fc
  .tuple(fc.array(fc.nat({ max: 40 }), { minLength: 4, maxLength: 4 }), fc.nat(), fc.nat({ max: 50 }))
  .map(([counts, errors, failedTransactions]): Side => {
    const requests = counts.reduce((sum, count) => sum + count, 0);
    const latency = BOUNDS.map((upToMs, i) => ({ upToMs, count: counts[i] ?? 0 })).filter(({ count }) => count > 0);
    return { requests, errors: errors % (requests + 1), failedTransactions, latency };
  });
const lag = fc
  .array(fc.nat({ max: 90 }), { minLength: 3, maxLength: 3 })
  .map((all) => all.toSorted((a, b) => a - b))
  .map(([p50Ms = 0, p95Ms = 0, maxMs = 0]) => ({ p50Ms, p95Ms, maxMs }));
const minute: fc.Arbitrary<MetricPoint> = fc
  .record({ legacy: fc.option(side), target: fc.option(side), lag: fc.option(lag) })
  .map((said) => ({
    checkId: 'c',
    at: '2026-11-21T08:00:00Z',
    ...(said.legacy && { legacy: said.legacy }),
    ...(said.target && { target: said.target }),
    ...(said.lag && { lag: said.lag }),
  }));
const target = (one: MetricPoint) => one.target ?? NO_REQUESTS;
const bad = (one: Side) => [one.errors, ...['1', ...BOUNDS].map((bound) => slowerThan(one, bound))];

describe('worseOf', () => {
  it('is a minute that adds up', () => {
    fc.assert(
      fc.property(minute, minute, (before, after) => {
        const worse = worseOf(before, after);
        const problems = [
          ...(worse.legacy ? findSideProblems('legacy', worse.legacy) : []),
          ...(worse.target ? findSideProblems('target', worse.target) : []),
          ...(worse.lag ? findLagProblems(worse.lag) : []),
        ];
        expect(problems).toEqual([]);
      }),
    );
  });

  it('has as large a share of errors, failed transactions and slow requests as either word, and carries no less and no more good ones', () => {
    fc.assert(
      fc.property(minute, minute, (before, after) => {
        const worse = target(worseOf(before, after));
        const [was, is] = [target(before), target(after)];
        expect(worse.requests).toBe(Math.max(was.requests, is.errors));
        for (const word of [was, is]) {
          for (const [i, count] of bad(word).entries()) {
            expect((bad(worse)[i] ?? 0) * word.requests).toBeGreaterThanOrEqual(count * worse.requests);
          }
          const failed = Math.min(word.failedTransactions, word.requests);
          expect(worse.failedTransactions * word.requests).toBeGreaterThanOrEqual(failed * worse.requests);
          expect(worse.failedTransactions).toBeGreaterThanOrEqual(word.failedTransactions);
          expect(worse.errors).toBeGreaterThanOrEqual(word.errors);
        }
        for (const [i, count] of bad(was).entries()) {
          expect(bad(worse)[i] ?? 0).toBeGreaterThanOrEqual(count);
          if (was.requests > 0) expect(worse.requests - (bad(worse)[i] ?? 0)).toBeLessThanOrEqual(was.requests - count);
        }
      }),
    );
  });

  it('asks the larger peak, and lags as long as either word', () => {
    fc.assert(
      fc.property(minute, minute, (before, after) => {
        const worse = worseOf(before, after);
        for (const word of [before, after]) {
          expect(worse.legacy?.requests ?? 0).toBeGreaterThanOrEqual(word.legacy?.requests ?? 0);
          for (const part of ['p50Ms', 'p95Ms', 'maxMs'] as const) {
            expect(worse.lag?.[part] ?? 0).toBeGreaterThanOrEqual(word.lag?.[part] ?? 0);
          }
        }
      }),
    );
  });

  it('is changed no more by the same two words, in whatever order', () => {
    fc.assert(
      fc.property(minute, minute, (before, after) => {
        const worse = worseOf(before, after);
        expect(worseOf(worse, after)).toEqual(worse);
        expect(worseOf(worse, before)).toEqual(worse);
        expect(worseOf(worseOf(worse, before), after)).toEqual(worse);
      }),
    );
  });

  it('makes nothing worse where nothing is', () => {
    fc.assert(
      fc.property(minute, (said) => {
        expect(worseOf(said, said)).toEqual(said);
      }),
    );
  });
});
