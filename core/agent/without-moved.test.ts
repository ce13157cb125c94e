import { expect, test } from 'vitest';
import { withoutMoved } from './without-moved.ts';

const seen = (name: string, keyId: string, minute: number) => ({
  name,
  keyId,
  lastSeenAt: new Date(Date.UTC(2026, 2, 2, 12, minute)),
});
const successors = new Map([
  ['first', 'second'],
  ['second', 'third'],
  ['third', null],
  ['other', null],
]);

test('an agent that was seen later under a successor of its key is there once', () => {
  const moved = seen('agent', 'first', 1);
  const now = seen('agent', 'third', 9);
  expect(withoutMoved([moved, now], successors)).toEqual([now]);
});

test('agents stay that have not moved yet, bear another name, or whose keys have nothing to do with each other', () => {
  const stays = [
    seen('agent', 'second', 9),
    seen('agent', 'third', 1),
    seen('another', 'first', 1),
    seen('agent', 'other', 0),
  ];
  expect(withoutMoved(stays, successors)).toEqual(stays);
});
