import { expect, test } from 'vitest';
import { handoverOf } from './handover.ts';

const now = new Date('2026-03-02T12:00:00Z');
const used = (secondsAgo: number | null) => ({
  lastUsedAt: secondsAgo === null ? null : new Date(now.getTime() - secondsAgo * 1_000),
});

test.each([
  ['nobody has used the successor', 10, null, 'waiting'],
  ['nobody uses either', null, null, 'waiting'],
  ['both are in use', 30, 10, 'both'],
  ['the old one was used three minutes ago', 180, 10, 'both'],
  ['the old one has been quiet for longer', 181, 10, 'moved'],
  ['the old one was never used', null, 10, 'moved'],
  ['the old one was quiet, and is used again', 5, 3_600, 'both'],
] as const)('%s', (_, old, successor, expected) => {
  expect(handoverOf(used(old), used(successor), now)).toBe(expected);
});
