import { describe, expect, it, test } from 'vitest';
import type { BlackoutWindow } from '#core/blackout/schema.ts';
import { emptyBlackoutForm, readBlackoutForm } from './blackout-form.ts';
import { windowText } from './window-text.ts';

type Weekly = Extract<BlackoutWindow, { kind: 'weekly' }>;
const weekly = (weekdays: Weekly['weekdays'], from: string, to: string): Weekly => ({
  kind: 'weekly',
  name: 'n',
  weekdays,
  from,
  to,
});

test.each([
  [weekly(['mon', 'tue', 'wed', 'thu', 'fri'], '22:00', '06:00'), 'Mon–Fri 22:00 to 06:00 the next day'],
  [weekly(['sun', 'sat'], '08:00', '18:30'), 'Sat, Sun 08:00 to 18:30'],
  [weekly(['mon', 'wed', 'thu', 'fri'], '00:00', '00:00'), 'Mon, Wed–Fri 00:00 to 00:00 the next day'],
  [weekly(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], '01:00', '02:00'), 'Every day 01:00 to 02:00'],
])('%j', (window, text) => {
  expect(windowText(window, 'Europe/Berlin')).toBe(text);
});

describe('the form of a window', () => {
  it('reads days and times of the week', () => {
    expect(readBlackoutForm({ ...emptyBlackoutForm, name: ' Night ' }, 'Europe/Berlin', [])).toEqual({
      ok: true,
      window: { ...weekly(['mon', 'tue', 'wed', 'thu', 'fri'], '22:00', '06:00'), name: 'Night' },
    });
  });

  it('reads a day and a time by the clock of the migration', () => {
    const form = { ...emptyBlackoutForm, kind: 'once' as const, name: 'Close', begin: '2026-12-31T20:00' };
    expect(readBlackoutForm({ ...form, end: '2027-01-01T12:00' }, 'Europe/Berlin', [])).toEqual({
      ok: true,
      window: { kind: 'once', name: 'Close', from: '2026-12-31T19:00:00.000Z', to: '2027-01-01T11:00:00.000Z' },
    });
  });

  it('says what is missing, and where', () => {
    const problems = (form: Partial<typeof emptyBlackoutForm>) => {
      const read = readBlackoutForm({ ...emptyBlackoutForm, ...form }, 'UTC', ['Night']);
      return read.ok ? [] : Object.entries(read.problems).map(([field, message]) => `${field} ${message}`);
    };
    expect(problems({ name: 'Night' })).toEqual(['name is the name of another window']);
    expect(problems({ name: '', weekdays: [] })).toEqual([
      'name must not be empty',
      'weekdays must name at least one day',
    ]);
    expect(problems({ name: 'a', from: '' })).toEqual([expect.stringMatching(/^from must be a time of day/)]);
    expect(problems({ name: 'a', kind: 'once' })).toEqual([
      'from must be a day and a time',
      'to must be a day and a time',
    ]);
    expect(problems({ name: 'a', kind: 'once', begin: '2026-12-31T20:00', end: '2026-12-31T19:00' })).toEqual([
      'to must be after its beginning',
    ]);
  });
});
