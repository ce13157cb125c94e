import { describe, expect, it, test } from 'vitest';
import type { DayState } from '../streak/schema.ts';
import { addDays } from '../time/day.ts';
import { calibrationOf } from './calibration.ts';
import { latenessOf } from './lateness.ts';
import type { Forecast } from './schema.ts';
import { firstStable } from './stability.ts';

const at = (i: number) => addDays('2026-11-01', i);

describe('time to stability', () => {
  const letters: Record<string, DayState> = { c: 'clean', b: 'broken', v: 'void', e: 'excluded' };
  test.each([
    ['ccc', 3, 0],
    ['vvccc', 3, 2],
    ['ccbccvccc', 3, 6],
    ['bcecc', 3, 1],
    ['ccbcc', 3, null],
    ['', 3, null],
    ['ccccbbb', 3, 0],
  ])('of %s with a window of %d days', (text, window, expected) => {
    const days = [...text].map((letter, i) => ({ date: at(i), state: letters[letter] ?? 'void' }));
    expect(firstStable(days, window)).toBe(expected === null ? null : at(expected));
  });
});

it('counts a forecast as known when its day came, or passed without it', () => {
  const past = (happenedOn: string | null, p50: string | null, p80: string | null) => ({
    day: at(0),
    p50,
    p80,
    p95: null,
    happenedOn,
  });
  expect(
    calibrationOf(
      [
        past(at(9), at(8), at(10)),
        past(null, at(5), at(30)),
        past(at(9), at(9), null),
        past(at(9), null, null),
        past(null, at(25), at(30)),
      ],
      at(20),
    ),
  ).toEqual({ p50: { kept: 1, known: 3 }, p80: { kept: 1, known: 1 }, p95: { kept: 0, known: 0 } });
});

describe('against the committed date', () => {
  const said = (p50: string | null, p80: string | null, state: Forecast['state'] = 'forecast') =>
    latenessOf(at(10), {
      ...{ state, p50, p80, p95: null, earliest: null, missing: null, decides: null },
      ...{ basis: [], assumptions: [], notPart: [], seed: 1, runs: 1 },
    });
  test.each([
    [at(17), at(24), '7 to 14 days late', true],
    [at(8), at(10), 'on time', false],
    [at(8), at(11), 'up to 1 day late', true],
    [at(12), at(12), '2 days late', true],
    [at(12), null, '2 days late or more', true],
    [at(9), null, 'perhaps late by a year', true],
    [null, null, 'more than a year away', true],
  ])('%s to %s is %s', (p50, p80, text, late) => {
    expect(said(p50, p80)).toEqual({ text, late });
  });
  it('says nothing without a forecast or a promise', () => {
    expect(said(null, null, 'not_enough_data')).toBeNull();
  });
});
