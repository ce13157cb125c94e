import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTimeline, type TimelineEvent } from './fold-timeline.ts';

const hour = (count: number) => new Date(Date.UTC(2026, 2, 2, count)).toISOString();
const seen = (at: number, rowCount = 1, window: TimelineEvent['window'] = null): TimelineEvent => ({
  type: 'seen',
  at: hour(at),
  runId: `seen ${at}`,
  rowCount,
  window,
});
const gone = (at: number, window: TimelineEvent['window'] = null): TimelineEvent => ({
  type: 'gone',
  at: hour(at),
  runId: `gone ${at}`,
  window,
});
const march = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
const firstWeek = { from: march.from, to: '2026-03-08T00:00:00Z' };
const april = { from: march.to, to: '2026-05-01T00:00:00Z' };
const spansOf = (events: TimelineEvent[]) => foldTimeline(events).spans.map(({ from, to }) => [from, to]);

describe('foldTimeline', () => {
  it('is open from the first sighting to the first proof, however often it is seen or proven', () => {
    expect(spansOf([gone(0), seen(1), seen(2), gone(3), gone(4), seen(6)])).toEqual([
      [hour(1), hour(3)],
      [hour(6), null],
    ]);
  });

  it('ends only with a proof that looked where it was seen', () => {
    expect(spansOf([seen(1), gone(2, march)])).toEqual([[hour(1), null]]);
    expect(spansOf([seen(1, 1, march), gone(2, march)])).toEqual([[hour(1), hour(2)]]);
    expect(spansOf([seen(1, 1, march), seen(2), gone(3, march)])).toEqual([[hour(1), null]]);
    // A narrower look makes nothing forgotten.
    expect(spansOf([seen(1), seen(2, 1, march), gone(3, march)])).toEqual([[hour(1), null]]);
    expect(spansOf([seen(1), gone(2), seen(3, 1, march), gone(4, march)])).toEqual([
      [hour(1), hour(2)],
      [hour(3), hour(4)],
    ]);
  });

  it('holds what was found where a proof of the same moment contradicts it', () => {
    expect(foldTimeline([seen(1), gone(1)])).toMatchObject({ status: 'new', resolvedBy: null });
  });

  it.each([
    [[seen(1, 5)], 'new'],
    [[seen(1, 5), seen(2, 5)], 'ongoing'],
    [[seen(1, 5), seen(2, 10)], 'escalating'],
    [[seen(1, 5), gone(2)], 'resolved'],
    [[seen(1, 5), gone(2), seen(3, 1)], 'regressed'],
    [[gone(2)], 'resolved'],
  ] as const)('%#: %s', (events, status) => {
    expect(foldTimeline(events).status).toBe(status);
  });

  const anyEvent = fc
    .tuple(
      fc.boolean(),
      fc.nat({ max: 20 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(null, march, firstWeek, april),
    )
    .map(([found, at, rows, window]) => (found ? seen(at, rows, window) : gone(at, window)));
  const anyEvents = fc.uniqueArray(anyEvent, { selector: ({ type, at }) => `${type} ${at}`, maxLength: 12 });

  it('does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(anyEvents, fc.infiniteStream(fc.nat()), (events, keys) => {
        const shuffled = events
          .map((event) => ({ event, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ event }) => event);
        expect(foldTimeline(shuffled)).toEqual(foldTimeline(events));
      }),
    );
  });

  it('is open at every sighting, and one more sighting never makes it open for less long', () => {
    const openAt = (events: readonly TimelineEvent[], at: string) =>
      foldTimeline(events).spans.some(({ from, to }) => from <= at && (to === null || at < to));
    fc.assert(
      fc.property(anyEvents, anyEvent, fc.nat({ max: 20 }), (events, more, at) => {
        for (const event of events) if (event.type === 'seen') expect(openAt(events, event.at)).toBe(true);
        if (more.type === 'seen' && openAt(events, hour(at))) expect(openAt([...events, more], hour(at))).toBe(true);
      }),
    );
  });
});
