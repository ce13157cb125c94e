import { expect, it } from 'vitest';
import { differenceAspects } from './difference-words.ts';

it('shows the checks of a setting in words, a line for each', () => {
  const schedule = { everyMs: 86_400_000, graceMs: 3_600_000 };
  const before = [{ kind: 'record_count', schedule, sampling: null, tolerances: {} }];
  const after = [...before, { kind: 'checksum', schedule: { at: 'daily 05:25', graceMs: 0 } }];
  expect(differenceAspects({ part: 'settings', name: 'checks', before, after })).toEqual([
    {
      name: 'checks',
      before: 'kind record_count, schedule (everyMs 86400000, graceMs 3600000)',
      after:
        'kind record_count, schedule (everyMs 86400000, graceMs 3600000)\nkind checksum, schedule (at daily 05:25, graceMs 0)',
      direction: 'changes',
    },
  ]);
});
