import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LagLook } from './figures.ts';
import { lagOfMinutes, unansweredLags } from './lag-looks.ts';

const reaches = ['whole', 'window', 'part'] as const;
const anyLook: fc.Arbitrary<LagLook> = fc
  .record({
    minute: fc.nat({ max: 9 }),
    p95Ms: fc.nat({ max: 9 }),
    size: fc.nat({ max: 9 }),
    reach: fc.constantFrom(...reaches),
    runId: fc.uuid(),
  })
  .map(({ minute, ...look }) => ({ ...look, asOf: `2026-11-21T08:0${minute}:00.000Z` }));
const ids = (looks: readonly LagLook[]) => looks.map(({ runId }) => runId).toSorted();

it('keeps the same looks in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(anyLook, { maxLength: 8 }), (looks) => {
      const fold = (given: readonly LagLook[]) =>
        given.reduce<LagLook[]>((known, look) => unansweredLags(known.concat(look)), []);
      expect(ids(fold(looks))).toEqual(ids(unansweredLags(looks)));
      expect(ids(fold(looks.toReversed()))).toEqual(ids(unansweredLags(looks)));
    }),
  );
});

it('drops none that is longer than every later one that looked at as much of everything', () => {
  fc.assert(
    fc.property(fc.array(anyLook, { maxLength: 8 }), (looks) => {
      const left = ids(unansweredLags(looks));
      for (const one of looks) {
        const later = looks.filter(({ asOf, size }) => asOf > one.asOf && size >= one.size);
        if (!later.some(({ reach }) => reach === 'whole' || (reach === 'window' && one.reach !== 'whole'))) {
          expect(left).toContain(one.runId);
        }
      }
    }),
  );
});

it('an hour of telemetry is as long as its worst minute', () => {
  const minute = (at: string, p95Ms: number | null) => ({
    point: { checkId: 'c', at, ...(p95Ms !== null && { lag: { p50Ms: 1, p95Ms, maxMs: 99 } }) },
    receivedAt: '2026-11-21T08:30:00.000Z',
  });
  expect(lagOfMinutes([minute('2026-11-21T08:00:00Z', null)])).toBeNull();
  const hour = [
    minute('2026-11-21T08:01:00.000Z', 7),
    minute('2026-11-21T08:31:00.000Z', 9),
    minute('2026-11-21T08:02:00.000Z', 3),
  ];
  expect(lagOfMinutes(hour)).toEqual({
    hour: '2026-11-21T08:00:00.000Z',
    minutes: 3,
    p95Ms: 9,
    asOf: '2026-11-21T08:30:00.000Z',
  });
});
