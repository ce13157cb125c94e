import { expect, it } from 'vitest';
import { ChunkPace } from './chunk-pace.ts';

/** How long each chunk of a source takes that reads so many rows a millisecond. */
function timesOf(pace: ChunkPace, speeds: readonly number[]): number[] {
  return speeds.map((speed) => {
    const rows = pace.next();
    pace.took(rows, rows / speed);
    return rows / speed;
  });
}

it('comes near the target with the second chunk, and stays', () => {
  const times = timesOf(new ChunkPace(500), Array(10).fill(1_000));
  expect(times[0]).toBe(100);
  for (const time of times.slice(3)) expect(time).toBe(500);
});

it('starts small enough for a slow source', () => {
  const times = timesOf(new ChunkPace(500), Array(10).fill(20));
  expect(times[0]).toBe(5_000);
  for (const time of times.slice(1)) expect(time).toBeCloseTo(500, -1);
});

it('follows a source that slows down and recovers', () => {
  const speeds = [...Array(10).fill(1_000), ...Array(10).fill(100), ...Array(12).fill(1_000)];
  const times = timesOf(new ChunkPace(500), speeds);
  expect(times[10]).toBe(5_000);
  for (const time of times.slice(13, 20)) expect(time).toBeLessThan(1_250);
  for (const time of times.slice(28)) expect(time).toBeGreaterThan(300);
  expect(Math.max(...times.slice(20))).toBeLessThanOrEqual(505);
});

it('is not carried away by a part without rows', () => {
  const pace = new ChunkPace(500);
  timesOf(pace, [200, 200, 200]);
  for (let i = 0; i < 5; i++) {
    const before = pace.next();
    pace.took(before, 0);
    expect(pace.next()).toBeLessThanOrEqual(before * 4);
  }
});

it('never asks for more at once than the cap allows', () => {
  const pace = new ChunkPace(500, 1_234);
  expect(timesOf(pace, Array(5).fill(1_000_000)).every((time) => time <= 1_234 / 1_000_000)).toBe(true);
  expect(pace.next()).toBe(1_234);
});
