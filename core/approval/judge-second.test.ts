import { describe, expect, it } from 'vitest';
import { type Permission, type Role, roleMay } from '../permissions.ts';
import { DAY_MS } from '../time/units.ts';
import type { AccountAct, ActKind } from './account-act.ts';
import { judgeSecond } from './judge-second.ts';
import type { ChangeMaker } from './takes-answer.ts';

const START_MS = Date.parse('2026-03-02T09:00:00Z');
const dayMs = (day: number) => START_MS + day * DAY_MS;

const act = (byId: string, kind: ActKind, userId: string, day: number): AccountAct => ({
  userId,
  kind,
  migrationId: 'm',
  roleBefore: null,
  role: null,
  byId,
  by: byId,
  byAdmin: false,
  note: '',
  at: new Date(dayMs(day)).toISOString(),
});

type KeyCase = Partial<ChangeMaker> & { acts?: AccountAct[]; day?: number; members?: [string, Role][] };

/** Of finance, about what a key made on day 0 that Lea had made. */
function judge({ acts = [], day = 2, members = [['Lea', 'lead']], ...maker }: KeyCase = {}) {
  return judgeSecond({
    approver: {
      id: 'Bob',
      name: 'Bob',
      createdAt: new Date(dayMs(-90)).toISOString(),
      may: (permission) => roleMay('finance', permission),
    },
    makers: [{ userId: 'Lea', keyId: 'key', permission: 'plan.edit', atMs: dayMs(0), answers: [], ...maker }],
    what: 'changed it',
    members: members.map(([userId, role]) => ({ userId, name: userId, role })),
    migrationId: 'm',
    nowMs: dayMs(day),
    acts,
    nameOf: (id) => id,
  });
}

const answered = (userId: string, day = 1) => ({ answers: [{ userId, name: userId, atMs: dayMs(day) }] });

describe('what a key made', () => {
  it('is approved once a person has answered for it, which the approval states', () => {
    expect(judge()).toEqual({
      ok: false,
      refusal:
        'This was made with a key, and a key is not a person. First a person who may change the plan has to answer for it: Lea can.',
      afterAnswer: true,
    });
    expect(judge(answered('Lea'))).toMatchObject({
      ok: true,
      independence: expect.stringContaining('Lea answered for it on 3 March 2026.'),
    });
  });

  it('names everybody who can, or that nobody can yet', () => {
    const members: [string, Role][] = [
      ['Lea', 'lead'],
      ['Max', 'engineer'],
      ['Paul', 'lead'],
    ];
    expect(judge({ members })).toMatchObject({ refusal: expect.stringContaining('answer for it: Lea or Paul can.') });
    expect(judge({ members: [] })).toMatchObject({ refusal: expect.stringContaining('nobody here can yet') });
  });

  it('is approved by another person than who answered, and by no account in their hands', () => {
    const former = { ...answered('Nora'), members: [] };
    expect(judge(former)).toMatchObject({ ok: true });
    expect(judge(answered('Bob'))).toMatchObject({
      refusal: 'Another person than the one who answered for it has to approve it.',
    });
    for (const [by, of] of [
      ['Nora', 'Bob'],
      ['Bob', 'Nora'],
      ['Eve', 'Bob'],
    ] as const) {
      const acts = [act(by, 'reset', of, 0.5), ...(by === 'Eve' ? [act('Eve', 'invited', 'Nora', 0.5)] : [])];
      expect(judge({ ...former, acts })).toMatchObject({
        ok: false,
        refusal: expect.stringMatching(/^Nora answered for it, and .*: one person could be both/),
      });
    }
    expect(judge({ ...former, acts: [act('Nora', 'reset', 'Bob', 0)], day: 30 })).toMatchObject({ ok: true });
  });

  it('is named last: who could not approve it anyway reads why', () => {
    const acts = [act('Lea', 'invited', 'Bob', 0)];
    expect(judge({ acts })).toMatchObject({
      afterAnswer: false,
      refusal: expect.stringContaining('one person could be both'),
    });
  });
});

it.each<[string, Partial<ChangeMaker>, boolean]>([
  ['nobody known', { userId: null, keyId: null }, false],
  ['a person', { keyId: null }, true],
  ['a mark of a key', { permission: 'plan.mark' }, false],
  ['evidence that a key sent', { permission: 'keys.edit' }, false],
  ['nobody known, and no key could have', { userId: null, keyId: null, permission: 'criteria.edit' }, true],
])('who made it: %s', (_, maker, expected) => {
  // Who approves marks is of no role that may mark: here only the answer counts.
  const { permission = 'plan.edit' } = maker;
  const may = (asked: Permission) => asked !== permission;
  const judged = judgeSecond({
    approver: { id: 'Bob', name: 'Bob', createdAt: new Date(dayMs(-90)).toISOString(), may },
    makers: [{ userId: 'Lea', keyId: 'key', permission: 'plan.edit', atMs: dayMs(0), answers: [], ...maker }],
    what: 'changed it',
    members: [],
    migrationId: 'm',
    nowMs: dayMs(2),
    acts: [],
    nameOf: (id) => id,
  });
  expect(judged.ok).toBe(expected);
});
