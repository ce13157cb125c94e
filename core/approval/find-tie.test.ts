import { describe, expect, it } from 'vitest';
import type { Role } from '../permissions.ts';
import { DAY_MS } from '../time/units.ts';
import type { AccountAct, ActKind } from './account-act.ts';
import { findTie, freeFromMs, vouchTie } from './find-tie.ts';

const START_MS = Date.parse('2026-03-02T09:00:00Z');
const id = (name: string) => `00000000-0000-0000-0000-${Buffer.from(name.padEnd(6)).toString('hex')}`;

function act(
  byName: string,
  kind: ActKind,
  name: string,
  day: number,
  roles: Partial<Record<'role' | 'roleBefore', Role>> = {},
): AccountAct {
  const at = new Date(START_MS + day * DAY_MS).toISOString();
  return {
    userId: id(name),
    kind,
    migrationId: id('m'),
    roleBefore: roles.roleBefore ?? null,
    role: roles.role ?? null,
    byId: id(byName),
    by: byName,
    byAdmin: false,
    note: '',
    at,
  };
}

type TieCase = { maker?: string; approver?: string; changed: number; asked?: number };

const given = (acts: AccountAct[], { maker = 'Lea', approver = 'Bob', changed, asked = changed }: TieCase) => ({
  approverId: id(approver),
  makers: [{ userId: id(maker), atMs: START_MS + changed * DAY_MS }],
  migrationId: id('m'),
  nowMs: START_MS + asked * DAY_MS,
  acts,
});

const kindOf = (acts: AccountAct[], asked: TieCase) => findTie(given(acts, asked))?.kind ?? null;

describe('another person is nobody who', () => {
  it('made it', () => {
    expect(kindOf([], { changed: 0, approver: 'Lea' })).toBe('self');
    expect(kindOf([], { changed: 0 })).toBeNull();
  });

  it.each(['invited', 'reset_link', 'reset'] as const)(
    'was %s by the maker, for 30 days to the millisecond',
    (kind) => {
      const acts = [act('Lea', kind, 'Bob', 0)];
      for (const changed of [0, 1, 29]) expect(kindOf(acts, { changed })).toBe('hands');
      expect(kindOf(acts, { changed: 30 })).toBeNull();
      expect(findTie({ ...given(acts, { changed: 30 }), nowMs: START_MS + 30 * DAY_MS - 1 })?.kind).toBe('hands');
    },
  );

  it('invited the maker: one who changes as a puppet approves as themselves', () => {
    const acts = [act('Bob', 'invited', 'Lea', 0)];
    expect(kindOf(acts, { changed: 10 })).toBe('hands');
    // Waiting does not help: the account was in hand when it was done.
    expect(kindOf(acts, { changed: 10, asked: 60 })).toBe('hands');
    expect(kindOf(acts, { changed: 30 })).toBeNull();
  });

  it('stands at the end of a chain of invitations, as each of them was when it invited', () => {
    const acts = [act('Lea', 'reset', 'Carl', 0), act('Carl', 'invited', 'Bob', 10)];
    expect(kindOf(acts, { changed: 12 })).toBe('hands');
    // Carl's password is 31 days old, but it was Lea's when Bob was invited.
    expect(kindOf(acts, { changed: 31 })).toBe('hands');
    expect(kindOf(acts, { changed: 40 })).toBeNull();
    expect(kindOf([act('Lea', 'reset', 'Carl', 11), act('Carl', 'invited', 'Bob', 10)], { changed: 12 })).toBeNull();
  });

  it('was invited by the same person as the maker', () => {
    const acts = [act('Ann', 'invited', 'Lea', 0), act('Ann', 'invited', 'Bob', 5)];
    expect(kindOf(acts, { changed: 20 })).toBe('hands');
    expect(kindOf(acts, { changed: 30, asked: 34 })).toBeNull();
  });

  it('was given the right to approve by the maker', () => {
    const role = (kind: 'added' | 'role', day: number, roles: Parameters<typeof act>[4]) => [
      act('Lea', kind, 'Bob', day, roles),
    ];
    expect(kindOf(role('role', 0, { roleBefore: 'auditor', role: 'finance' }), { changed: 29 })).toBe('role');
    expect(kindOf(role('role', 0, { roleBefore: 'auditor', role: 'finance' }), { changed: 30 })).toBeNull();
    expect(kindOf(role('added', 0, { role: 'finance' }), { changed: 1 })).toBe('role');
    // One who could approve before has been given nothing.
    expect(kindOf(role('role', 0, { roleBefore: 'bi', role: 'finance' }), { changed: 1 })).toBeNull();
    const byPuppet = [act('Lea', 'invited', 'Carl', 0), act('Carl', 'added', 'Bob', 1, { role: 'finance' })];
    expect(kindOf(byPuppet, { changed: 2 })).toBe('role');
    expect(kindOf([act('Carl', 'added', 'Bob', 1, { role: 'finance' })], { changed: 2 })).toBeNull();
  });

  it('invites around in a circle, which ends', () => {
    const acts = [act('Lea', 'reset', 'Carl', 0), act('Carl', 'reset', 'Lea', 0), act('Bob', 'reset', 'Dora', 0)];
    expect(kindOf(acts, { changed: 1 })).toBeNull();
    expect(kindOf(acts, { changed: 1, approver: 'Carl' })).toBe('hands');
  });
});

describe('a third person', () => {
  const invited = act('Lea', 'invited', 'Bob', 0);

  it('lifts what was done before they vouched, and nothing after', () => {
    const vouched = act('Vera', 'vouched', 'Bob', 1);
    expect(kindOf([invited, vouched], { changed: 1 })).toBeNull();
    expect(kindOf([invited, vouched], { changed: 0, asked: 0.5 })).toBe('hands');
    expect(kindOf([invited, vouched, act('Lea', 'reset_link', 'Bob', 2)], { changed: 3 })).toBe('hands');
    const given = act('Lea', 'role', 'Bob', 0, { roleBefore: 'auditor', role: 'finance' });
    expect(kindOf([given, vouched], { changed: 1 })).toBeNull();
  });

  it.each([
    ['the maker', [act('Lea', 'vouched', 'Bob', 1)]],
    ['the account itself', [act('Bob', 'vouched', 'Bob', 1)]],
    ['somebody whom the maker invited', [act('Lea', 'invited', 'Vera', 0), act('Vera', 'vouched', 'Bob', 1)]],
    ['somebody whom the account invited', [act('Bob', 'invited', 'Vera', 0.5), act('Vera', 'vouched', 'Bob', 1)]],
    ['somebody who invited the maker', [act('Vera', 'invited', 'Lea', 0), act('Vera', 'vouched', 'Bob', 1)]],
  ])('is not %s', (_, acts) => {
    expect(kindOf([invited, ...acts], { changed: 2 })).toBe('hands');
  });

  it('is nobody who made the change with them', () => {
    const acts = [invited, act('Vera', 'vouched', 'Bob', 1)];
    const asked = given(acts, { changed: 2 });
    const both = { ...asked, makers: [...asked.makers, { userId: id('Vera'), atMs: asked.nowMs }] };
    expect(findTie(both)?.kind).toBe('hands');
  });

  it('hears at once why they cannot vouch', () => {
    expect(vouchTie(id('Lea'), id('Bob'), START_MS, [invited])).not.toBeNull();
    expect(vouchTie(id('Vera'), id('Bob'), START_MS, [invited])).toBeNull();
  });
});

it('says from when on they are free', () => {
  const acts = [act('Lea', 'invited', 'Bob', 0), act('Lea', 'reset', 'Bob', 3)];
  const at = (asked: TieCase) => (ms: number) => ({ ...given(acts, asked), nowMs: ms });
  expect(freeFromMs(at({ changed: 4 }), START_MS + 4 * DAY_MS)).toBe(START_MS + 33 * DAY_MS);
  expect(freeFromMs(at({ changed: 4, approver: 'Lea' }), START_MS + 4 * DAY_MS)).toBeNull();
  expect(freeFromMs(at({ changed: 4, approver: 'Vera' }), START_MS + 4 * DAY_MS)).toBe(START_MS + 4 * DAY_MS);
});

it('takes well below a second in an instance with thousands of accounts and hundreds of vouches', () => {
  const names = Array.from({ length: 3_000 }, (_, i) => `${i}`);
  const acts = [
    ...names.flatMap((name, i) => [act('Adm', 'invited', name, i / 200), act('Adm', 'added', name, i / 200)]),
    ...names.slice(0, 300).map((name) => act('Vic', 'vouched', name, 16)),
    act('Lea', 'invited', 'Bob', 15),
    act('Eve', 'vouched', 'Bob', 15.5),
  ];
  const from = performance.now();
  for (let i = 0; i < 20; i += 1) {
    const question = given(acts, { maker: '2999', approver: '2998', changed: 20 });
    expect(freeFromMs((ms) => ({ ...question, nowMs: ms }), question.nowMs)).not.toBeNull();
  }
  expect(performance.now() - from).toBeLessThan(5_000);
});
