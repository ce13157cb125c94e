import { expect, test } from 'vitest';
import { checkFormText, readCheckForm } from './check-form-schema.ts';
import { toleranceText } from './tolerance-text.ts';

const schedule = { everyMs: 900_000, graceMs: 300_000 };

test('what is shown and sent back unchanged means the same', () => {
  const tolerances = { slaMs: '400', percentile: '0.95', cycleDays: 7 };
  const text = checkFormText('performance', schedule, tolerances, true);
  expect(text).toEqual({
    every: '15 min',
    grace: '5 min',
    enabled: true,
    tolerances: { slaMs: '400', percentile: '0.95', peakShare: '', cycleDays: '7' },
  });
  expect(readCheckForm(text, tolerances)).toEqual({ ok: true, schedule, tolerances });
});

test('a time of the calendar is a schedule too', () => {
  const calendar = { at: 'daily 02:30', graceMs: 3_600_000 };
  const text = checkFormText('field_level', calendar, {}, true);
  expect(text).toMatchObject({ every: 'daily 02:30', grace: '1 h' });
  expect(readCheckForm(text, {})).toEqual({ ok: true, schedule: calendar, tolerances: {} });
  expect(readCheckForm({ ...text, every: 'Weekly Sunday' }, {})).toMatchObject({ schedule: { at: 'weekly sunday' } });
  expect(readCheckForm({ ...text, every: 'daily' }, {})).toMatchObject({ problems: { every: expect.any(String) } });
});

test('an emptied field is taken out, a tolerance that was not asked for stays', () => {
  const text = checkFormText('record_count', schedule, { lagMs: 48_000 }, true);
  const read = readCheckForm({ ...text, tolerances: { lagMs: '' } }, { lagMs: 48_000, slaMs: '1' });
  expect(read).toEqual({ ok: true, schedule, tolerances: { slaMs: '1' } });
});

test('every problem stands at its field', () => {
  const read = readCheckForm(
    { every: '0 s', grace: 'some', enabled: true, tolerances: { slaMs: 'fast', percentile: '1.5', cycleDays: 'x' } },
    {},
  );
  expect(read.ok ? [] : Object.keys(read.problems).sort()).toEqual([
    'cycleDays',
    'every',
    'grace',
    'percentile',
    'slaMs',
  ]);
});

test('tolerances in one line', () => {
  expect(toleranceText({})).toBe('exact');
  expect(toleranceText({ lagMs: 48_000, slaMs: '400' })).toBe('lag 48 s, SLA 400 ms');
});
