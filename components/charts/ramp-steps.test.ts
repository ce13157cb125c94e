import { expect, test } from 'vitest';
import { rampSteps } from './ramp-steps.ts';

test('stages begin where those before may end, and the last one is seen too', () => {
  const stages = [
    { percent: 0, soakDays: 28 },
    { percent: 10, soakDays: 14 },
    { percent: 100, soakDays: 0 },
  ];
  expect(rampSteps(stages)).toEqual([
    { day: 0, percent: 0 },
    { day: 28, percent: 10 },
    { day: 42, percent: 100 },
    { day: 43, percent: 100 },
  ]);
  expect(rampSteps([])).toEqual([]);
});
