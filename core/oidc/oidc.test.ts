import { describe, expect, it, test } from 'vitest';
import { groupsOf, personOfClaims } from './claims.ts';
import { parseRoleMap } from './role-map.ts';
import { rolesOfGroups } from './roles-of-groups.ts';

const rulesOf = (text: string) => {
  const parsed = parseRoleMap(text);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return parsed.rules;
};

describe('the role map', () => {
  it('parts a group from what it gives at the last equals sign', () => {
    expect(rulesOf('ops=admin; /acme/pay=core:x = paycore:lead;\n aud = *:auditor ;')).toEqual([
      { group: 'ops', gives: 'admin' },
      { group: '/acme/pay=core:x', gives: 'role', slug: 'paycore', role: 'lead' },
      { group: 'aud', gives: 'role', slug: '*', role: 'auditor' },
    ]);
    expect(rulesOf('')).toEqual([]);
  });

  test.each([
    'ops',
    '=admin',
    'ops=owner',
    'ops=paycore:owner',
    'ops=:lead',
    'ops=paycore:lead:bi',
    'ops=Pay Core:lead',
  ])('refuses %s', (text) => {
    expect(parseRoleMap(`a=admin;${text}`)).toMatchObject({
      ok: false,
      problems: [expect.stringMatching(/^part 2 must look like/)],
    });
  });
});

describe('groups', () => {
  test.each([
    [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
    [{ groups: 'a b,c' }, 'groups', ['a', 'b', 'c']],
    [{ realm_access: { roles: ['x'] } }, 'realm_access.roles', ['x']],
    [{ 'https://acme.example/groups': ['x'] }, 'https://acme.example/groups', ['x']],
    [{ groups: [] }, 'groups', []],
    [{}, 'groups', null],
    [{ groups: [{ id: 'a' }] }, 'groups', null],
    [{ realm_access: 'x' }, 'realm_access.roles', null],
  ])('%j by %s', (claims, claim, groups) => {
    expect(groupsOf(claims, claim)).toEqual(groups);
  });
});

describe('a person', () => {
  test.each([
    [
      { name: 'Ada', email: 'Ada@X.org', email_verified: true },
      false,
      { name: 'Ada', email: 'ada@x.org', isEmailVerified: true },
    ],
    [{ email: 'a@x.org', email_verified: 'true' }, false, { name: 'a@x.org', email: 'a@x.org', isEmailVerified: true }],
    [{ preferred_username: 'ada', email: 'a@x.org' }, false, { name: 'ada', email: 'a@x.org', isEmailVerified: false }],
    [{ name: ' ', email: 'a@x.org' }, true, { name: 'a@x.org', email: 'a@x.org', isEmailVerified: true }],
    [
      { email: 'nonsense', email_verified: true },
      true,
      { name: 'Without a name', email: null, isEmailVerified: false },
    ],
  ])('%j', (claims, trust, person) => {
    expect(personOfClaims(claims, trust)).toEqual(person);
  });
});

describe('what groups give', () => {
  const migrations = [
    { id: '1', slug: 'paycore' },
    { id: '2', slug: 'crm' },
  ];
  const rules = rulesOf('ops=admin;leads=paycore:lead;all=*:auditor;leads=gone:bi;all=crm:lead');

  it('is nothing without a group of the map', () => {
    expect(rolesOfGroups(rules, ['else'], migrations)).toEqual({ isAdmin: false, roles: new Map(), unknownSlugs: [] });
  });

  it('is decided by the first rule that fits, and names migrations that are not there', () => {
    const given = rolesOfGroups(rules, ['all', 'leads', 'ops'], migrations);
    expect(given.isAdmin).toBe(true);
    expect([...given.roles]).toEqual([
      ['1', 'lead'],
      ['2', 'auditor'],
    ]);
    expect(given.unknownSlugs).toEqual(['gone']);
  });
});
