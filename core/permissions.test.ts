import { expect, test } from 'vitest';
import {
  type Permission,
  pagesMay,
  permissions,
  type Role,
  roleMay,
  roles,
  type Scope,
  scopes,
  scopesMay,
  sharePages,
} from './permissions.ts';

const table = (Object.keys(permissions) as Permission[]).map((permission) => {
  const held = roles.filter((role: Role) => roleMay(role, permission));
  const keys = scopes.filter((scope: Scope) => scopesMay([scope], permission));
  const links = sharePages.filter((page) => pagesMay([page], permission));
  return `${permission.padEnd(20)} ${held.join(' ') || '-'} | ${keys.join(' ') || '-'} | ${links.join(' ') || '-'}`;
});

test('the whole table: permission, roles, scopes of keys, pages of share links', () => {
  expect(table.join('\n')).toMatchInlineSnapshot(`
    "migration.read       lead engineer finance bi stakeholder auditor | read | -
    verdict.read         lead engineer finance bi stakeholder auditor | read | go_no_go criteria
    plan.read            lead engineer finance bi stakeholder auditor | read | -
    plan.outline         lead engineer finance bi stakeholder auditor | read | plan
    plan.edit            lead | plan | -
    plan.mark            lead engineer finance bi | plan | -
    criteria.edit        lead | - | -
    approve              lead finance bi stakeholder | - | -
    answer               lead engineer finance bi | - | -
    decision.hold        lead | - | -
    decision.vote        lead engineer finance bi stakeholder | - | -
    decision.second      lead finance bi stakeholder | - | -
    members.vouch        lead engineer finance bi stakeholder auditor | - | -
    members.edit         lead | - | -
    keys.read            lead engineer auditor | - | -
    keys.edit            lead engineer | - | -
    evidence.read        lead engineer finance bi stakeholder auditor | read | -
    values.read          lead engineer finance bi auditor | - | -
    evidence.push        - | ingest | -
    control.read         - | ingest control | -
    discrepancy.triage   lead engineer | - | -
    gate.check           lead engineer finance bi stakeholder auditor | gate read | -
    share.edit           lead | - | -
    audit.read           lead auditor | read | -"
  `);
});

test('a key without scopes may nothing', () => {
  expect((Object.keys(permissions) as Permission[]).filter((permission) => scopesMay([], permission))).toEqual([]);
});
