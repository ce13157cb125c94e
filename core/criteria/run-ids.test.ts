import { expect, test } from 'vitest';
import { runIdsOf } from './run-ids.ts';

const run = (runId: string | null) => ({ runId });

test('the same runs in another order are the same text, each once, and telemetry has none', () => {
  expect(runIdsOf([run('b'), run(null), run('a'), run('b')])).toEqual(['a', 'b']);
  expect(runIdsOf([run('a'), run('b')])).toEqual(runIdsOf([run('b'), run('a')]));
});

test('of many those stay that come first', () => {
  const runs = Array.from({ length: 60 }, (_, i) => run(String(99 - i)));
  expect(runIdsOf(runs)).toEqual(Array.from({ length: 50 }, (_, i) => String(50 + i)));
});
