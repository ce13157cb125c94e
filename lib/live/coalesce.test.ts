import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coalesce } from './coalesce.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function collect(gapMs: number) {
  const seen: string[][] = [];
  const queue = coalesce<string>(gapMs, (items) => seen.push([...items]));
  return { seen, queue };
}

test('the first is handed on at once, a burst comes together', () => {
  const { seen, queue } = collect(500);
  queue.add('run');
  expect(seen).toEqual([['run']]);
  for (let i = 0; i < 40; i += 1) queue.add(i % 2 ? 'run' : 'verdict');
  expect(seen).toHaveLength(1);
  vi.advanceTimersByTime(500);
  expect(seen).toEqual([['run'], ['verdict', 'run']]);
});

test('after a quiet gap the next one is handed on at once again', () => {
  const { seen, queue } = collect(500);
  queue.add('run');
  vi.advanceTimersByTime(600);
  queue.add('plan');
  expect(seen).toEqual([['run'], ['plan']]);
});

test('nothing is handed on after the end', () => {
  const { seen, queue } = collect(500);
  queue.add('run');
  queue.add('plan');
  queue.stop();
  vi.advanceTimersByTime(2_000);
  expect(seen).toEqual([['run']]);
});
