import { callTRPCProcedure } from '@trpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Permission, type Role, roleMay, roles, type Scope, scopes, scopesMay } from '#core/permissions.ts';
import type { RunInput } from '#core/run/schema.ts';
import type { Actor } from './actor.ts';
import type { Can } from './authorize.ts';
import { createContext } from './context.ts';
import { toAppError } from './error-response.ts';
import { newId } from './new-id.ts';
import { listProcedures } from './procedures.ts';
import { appRouter } from './root.ts';
import {
  at,
  type MadeMigration,
  makeDatasets,
  makeKey,
  makeMember,
  makeMigration,
  makeUser,
} from './testing/factory.ts';

/**
 * What every procedure is for, written a second time and by hand: a procedure that is not here fails, and so does one that lets
 * somebody in or keeps somebody out against core/permissions.ts. Inputs are well-formed and name things that do not exist, so
 * that a call that is let in changes nothing.
 */
type Row = { can: Can; input?: object };

const id = newId();
const runId = newId();
const time = at()().toISOString();
const run: RunInput = {
  protocol: 1,
  kind: 'record_count',
  runId,
  checkId: id,
  window: null,
  asOf: { legacy: { position: null, time }, target: { position: null, time } },
  lagMs: null,
  coverage: { method: 'full', population: 1, compared: 1 },
  tool: { name: 't', version: '1', configHash: '' },
  durationMs: 1,
  counts: { legacy: 1, target: 1 },
};

const table: Record<string, Row> = {
  'agent.overview': { can: 'keys.read' },
  'audit.list': { can: 'audit.read' },
  'audit.listInstance': { can: 'instance.manageUsers', input: {} },
  'audit.verify': { can: 'audit.read' },
  'audit.verifyInstance': { can: 'instance.manageUsers', input: {} },
  'check.list': { can: 'migration.read' },
  'check.update': { can: 'plan.edit', input: { checkId: id } },
  'control.config': { can: 'control.read', input: {} },
  'criterion.list': { can: 'migration.read' },
  'criterion.update': { can: 'criteria.edit', input: { criterionId: id } },
  'dataset.declare': {
    can: 'plan.edit',
    input: { datasets: [{ name: 'payouts', legacyRef: 'payouts', targetRef: 'payouts' }] },
  },
  'dataset.list': { can: 'migration.read' },
  'discrepancy.archive': { can: 'discrepancy.triage', input: { id, reason: 'seen' } },
  'discrepancy.assign': { can: 'discrepancy.triage', input: { id, userId: null } },
  'discrepancy.get': { can: 'evidence.read', input: { id } },
  'discrepancy.list': { can: 'evidence.read' },
  'discrepancy.setCause': { can: 'discrepancy.triage', input: { id, cause: 'mapping' } },
  'domain.list': { can: 'migration.read' },
  'evidence.overview': { can: 'evidence.read' },
  'ingest.appendDifferences': {
    can: 'evidence.push',
    input: {
      protocol: 1,
      runId,
      chunk: 0,
      differences: [{ class: 'missing_in_target', state: 'confirmed', key: { id: { value: '1' } }, observedAt: time }],
    },
  },
  'ingest.completeRun': { can: 'evidence.push', input: { chunks: 0, run } },
  'ingest.heartbeat': {
    can: 'evidence.push',
    input: { protocol: 1, agent: { name: 'a', version: '1' }, clock: time, backlog: 0 },
  },
  'ingest.metrics': { can: 'evidence.push', input: { protocol: 1, points: [{ checkId: id, at: time }] } },
  'ingest.openRun': { can: 'evidence.push', input: { protocol: 1, runId, checkId: id, kind: 'field_level' } },
  'ingest.submitRun': { can: 'evidence.push', input: run },
  'key.create': { can: 'keys.edit', input: { name: 'k', scopes: ['read'], datasetIds: [id] } },
  'key.list': { can: 'keys.read' },
  'key.revoke': { can: 'keys.edit', input: { keyId: id } },
  'live.changes': { can: { every: 'migration.read' } },
  'me.get': { can: 'signedIn', input: {} },
  'member.changeRole': { can: 'members.edit', input: { userId: id, role: 'bi' } },
  'member.invite': { can: 'members.edit', input: { email: 'new@example.org', role: 'bi' } },
  'member.join': { can: 'instance.manageUsers', input: { migrationId: id, role: 'lead' } },
  'member.list': { can: 'migration.read' },
  'member.remove': { can: 'members.edit', input: { userId: id } },
  'migration.create': {
    can: 'instance.createMigration',
    input: { slug: 'taken', name: 'M', legacySystem: 'a', targetSystem: 'b', timeZone: 'UTC', currency: 'EUR' },
  },
  'migration.get': { can: 'migration.read' },
  'migration.listAll': { can: 'instance.manageUsers', input: {} },
  'portfolio.get': { can: { every: 'migration.read' }, input: {} },
  'run.get': { can: 'evidence.read', input: { runId } },
  'run.list': { can: 'evidence.read' },
  'session.endAll': { can: 'signedIn', input: {} },
  'setup.acceptInvite': {
    can: 'anyone',
    input: { token: 'x', name: 'N', email: 'n@example.org', password: 'long enough to pass' },
  },
  'setup.findInvite': { can: 'anyone', input: { token: 'x' } },
  'verdict.get': { can: 'migration.read' },
};

/** By which field an input names its migration; the rest of the procedures take their key's own, or none. */
const bySlug = new Set(['migration.get', 'verdict.get']);
const withoutMigration = (row: Row) =>
  typeof row.can === 'object' || !row.can.includes('.') || row.can.startsWith('instance.');
const ofKeysOnly = new Set<Can>(['evidence.push', 'control.read']);

type Who = { name: string; actor: Actor; role?: Role; scope?: Scope; isMember: boolean; isAdmin?: boolean };
let here: MadeMigration;
let everybody: Who[];

beforeAll(async () => {
  here = await makeMigration();
  const elsewhere = await makeMigration({ slug: 'taken' });
  await makeDatasets(here, [{ name: 'payouts' }]);
  const members = roles.map(async (role): Promise<Who> => {
    return { name: role, actor: await makeMember(here.id, role), role, isMember: true };
  });
  const keys = scopes.map(async (scope): Promise<Who> => {
    return { name: `key ${scope}`, actor: (await makeKey(here, { scopes: [scope] })).actor, scope, isMember: true };
  });
  everybody = [
    { name: 'nobody', actor: { type: 'nobody' }, isMember: false },
    { name: 'no member', actor: await makeUser(), isMember: false },
    { name: 'administrator', actor: await makeUser({ isAdmin: true }), isMember: false, isAdmin: true },
    { name: 'lead of another', actor: elsewhere.lead, isMember: false },
    { name: 'key of another', actor: (await makeKey(elsewhere)).actor, isMember: false },
    ...(await Promise.all(members)),
    ...(await Promise.all(keys)),
  ];
});

const holds = (who: Who, permission: Permission) =>
  who.role ? roleMay(who.role, permission) : who.scope ? scopesMay([who.scope], permission) : false;

/** Expected outcome of authorisation alone. */
function expected(who: Who, { can }: Row): 'in' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' {
  if (can === 'anyone') return 'in';
  if (who.actor.type === 'nobody') return 'UNAUTHENTICATED';
  const isPerson = who.actor.type === 'user';
  if (can === 'signedIn') return isPerson ? 'in' : 'FORBIDDEN';
  if (can === 'instance.createMigration' || can === 'instance.manageUsers') return who.isAdmin ? 'in' : 'FORBIDDEN';
  if (can === 'system') return 'FORBIDDEN';
  if (typeof can === 'object') {
    // People hear of their own migrations, which may be none; a key needs the scope.
    if (isPerson) return 'in';
    return who.name === 'key of another' || holds(who, can.every) ? 'in' : 'FORBIDDEN';
  }
  if (!who.isMember) return 'NOT_FOUND';
  return holds(who, can) ? 'in' : 'FORBIDDEN';
}

const UNKNOWN_MIGRATION = 'There is no such migration, or you are not a member of it.';

async function outcomeOf(
  call: string,
  type: 'query' | 'mutation' | 'subscription',
  row: Row,
  actor: Actor,
): Promise<string> {
  const named =
    withoutMigration(row) || ofKeysOnly.has(row.can)
      ? {}
      : bySlug.has(call)
        ? { slug: here.slug }
        : { migrationId: here.id };
  const input = { ...named, ...row.input };
  const stop = new AbortController();
  try {
    const result: unknown = await callTRPCProcedure({
      router: appRouter,
      path: call,
      type,
      ctx: createContext({ actor, now: at() }),
      getRawInput: async () => input,
      signal: stop.signal,
      batchIndex: 0,
    });
    if (type === 'subscription') await firstOf(result, stop);
    return 'in';
  } catch (thrown) {
    const { code, message, problems } = toAppError(thrown);
    if (code === 'INTERNAL') throw thrown;
    // A person who calls what only keys can do names no migration and is told so: not let in either.
    if (code === 'BAD_REQUEST' && problems[0]?.pointer === '/migrationId' && ofKeysOnly.has(row.can)) return 'not in';
    if (code === 'BAD_REQUEST') throw new Error(`The input of ${call} is not well-formed: ${JSON.stringify(problems)}`);
    if (code === 'NOT_FOUND') return message === UNKNOWN_MIGRATION ? 'NOT_FOUND' : 'in';
    return code === 'FORBIDDEN' || code === 'UNAUTHENTICATED' ? code : 'in';
  }
}

/** A subscription authorises when it starts to be read; nothing happens, so it is stopped right after. */
async function firstOf(result: unknown, stop: AbortController): Promise<void> {
  if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result))
    throw new Error('no subscription');
  setTimeout(() => stop.abort(), 150);
  for await (const _ of result as AsyncIterable<unknown>) break;
}

describe('who may call what', () => {
  it('has a row for every procedure, and no row for anything else', () => {
    expect(Object.keys(table).toSorted()).toEqual(
      listProcedures()
        .map(({ call }) => call)
        .toSorted(),
    );
  });

  it('declares for every procedure what the table says', () => {
    for (const { call, meta } of listProcedures()) expect([call, meta?.can]).toEqual([call, table[call]?.can]);
  });

  it.each(Object.entries(table))('%s', { timeout: 60_000 }, async (call, row) => {
    const type = listProcedures().find((procedure) => procedure.call === call)?.type ?? 'query';
    const got: Record<string, string> = {};
    const want: Record<string, string> = {};
    for (const who of everybody) {
      got[who.name] = await outcomeOf(call, type, row, who.actor);
      want[who.name] = expected(who, row);
      if (got[who.name] === 'not in' && want[who.name] !== 'in') got[who.name] = want[who.name] ?? '';
      // Without naming a migration a key of another one speaks of its own.
      if (who.name === 'key of another' && ofKeysOnly.has(row.can)) want[who.name] = 'in';
    }
    expect(got).toEqual(want);
  });
});
