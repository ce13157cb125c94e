import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marksInForce } from './marks-in-force.ts';
import type { Mark } from './schema.ts';

const id = (n: number) => `019b0000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T08:00:00.000Z`;

const said = (n: number, status: string, more: Partial<Mark> = {}): Mark => ({
  id: id(n),
  part: 'scenarios',
  name: 'Refund',
  member: null,
  status,
  note: '',
  evidence: null,
  dueOn: null,
  at: day(n),
  by: 'Lea',
  byId: id(99),
  runId: null,
  ...more,
});
const run = (n: number, status: string, more: Partial<Mark> = {}): Mark =>
  said(n, status, { by: 'agent', byId: null, runId: id(100 + n), ...more });
const of = (checkId: string, mark: Mark): Mark => ({ ...mark, checkId });
const approved = (n: number, status: string, against: number): Mark =>
  said(n, status, { approval: { by: 'Bo', at: day(n), independence: 'another person', againstAt: day(against) } });

const holds = (marks: Mark[]) => [...marksInForce(marks).values()][0];
const words = (marks: Mark[]) => {
  const mark = holds(marks);
  return mark && `${mark.status} by ${mark.by}${mark.waiting ? `, ${mark.waiting.status} waits` : ''}`;
};

describe('evidence beats marks', () => {
  it.each<[string, Mark[], string]>([
    ['the newest of people', [said(1, 'passed'), said(2, 'failed')], 'failed by Lea'],
    ['a run after a person', [said(1, 'passed'), run(2, 'failed')], 'failed by agent'],
    ['a person after a run that failed it', [run(1, 'failed'), said(2, 'passed')], 'failed by agent, passed waits'],
    ['skipped after a run that failed it', [run(1, 'failed'), said(2, 'skipped')], 'failed by agent, skipped waits'],
    ['passed after a run that skipped it', [run(1, 'skipped'), said(2, 'passed')], 'skipped by agent, passed waits'],
    ['a run that skipped it after one that failed it', [run(1, 'failed'), run(2, 'skipped')], 'failed by agent'],
    ['a run that skipped it after one that passed it', [run(1, 'passed'), run(2, 'skipped')], 'skipped by agent'],
    ['a run that passed it', [run(1, 'failed'), said(2, 'passed'), run(3, 'passed')], 'passed by agent'],
    ['what is worse, at once', [run(1, 'passed'), said(2, 'failed')], 'failed by Lea'],
    ['what is approved', [run(1, 'failed'), approved(2, 'passed', 1)], 'passed by Lea'],
    ['until a run fails it again', [run(1, 'failed'), approved(2, 'passed', 1), run(3, 'failed')], 'failed by agent'],
    [
      'nor what nobody had seen',
      [run(1, 'failed'), run(2, 'failed'), approved(3, 'passed', 1)],
      'failed by agent, passed waits',
    ],
    ['runs of one moment: what failed', [run(1, 'failed'), run(1, 'passed', { id: id(7) })], 'failed by agent'],
    ['of two checks the worse', [of('a', run(1, 'failed')), of('b', run(2, 'passed'))], 'failed by agent'],
    [
      'of two checks the worse, though it was read before',
      [of('b', run(1, 'passed')), of('a', run(2, 'failed'))],
      'failed by agent',
    ],
    [
      'until each has answered',
      [of('a', run(1, 'failed')), of('b', run(2, 'failed')), of('b', run(3, 'passed')), of('a', run(4, 'passed'))],
      'passed by agent',
    ],
    [
      'until each has answered, and not before',
      [of('a', run(1, 'failed')), of('b', run(2, 'failed')), of('b', run(3, 'passed'))],
      'failed by agent',
    ],
    [
      'what is approved, whatever another check says that is better',
      [of('a', run(1, 'failed')), approved(2, 'passed', 1), of('b', run(3, 'passed'))],
      'passed by Lea',
    ],
    [
      'until another check fails it',
      [of('a', run(1, 'failed')), approved(2, 'passed', 1), of('b', run(3, 'failed'))],
      'failed by agent',
    ],
    [
      'what waits, while another check says what changes nothing',
      [of('a', run(1, 'failed')), said(2, 'passed'), of('b', run(3, 'passed'))],
      'failed by agent, passed waits',
    ],
  ])('%s', (_, marks, expected) => {
    expect(words(marks)).toBe(expected);
    expect(words(marks.toReversed())).toBe(expected);
  });

  it('shows against which run a mark holds', () => {
    expect(holds([run(1, 'failed'), approved(2, 'passed', 1)])?.against).toEqual({
      status: 'failed',
      by: 'agent',
      at: day(1),
      runId: id(101),
    });
  });

  it('is the same in any order, and no mark without a second person is better than what runs say', () => {
    const mark = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('passed', 'failed', 'skipped'), fc.boolean())
      .map(([n, status, byRun]) => (byRun ? run(n, status) : said(n, status)));
    const marks = fc.uniqueArray(mark, {
      minLength: 1,
      maxLength: 8,
      selector: ({ id: one, runId }) => `${one} ${runId}`,
    });
    const rank = { passed: 2, skipped: 1, failed: 0 };
    const rankOf = (list: Mark[]) => rank[(holds(list)?.status ?? 'skipped') as keyof typeof rank];
    fc.assert(
      fc.property(marks, fc.infiniteStream(fc.nat()), (list, places) => {
        const shuffled = list.map((one) => ({ one, place: places.next().value })).toSorted((a, b) => a.place - b.place);
        expect(rankOf(shuffled.map(({ one }) => one))).toBe(rankOf(list));
        const runs = list.filter(({ runId }) => runId !== null);
        if (runs.length > 0) expect(rankOf(list)).toBeLessThanOrEqual(rankOf(runs));
      }),
    );
  });
});
