import { callTRPCProcedure } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPermission, type Permission, roleMay } from '#core/permissions.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Actor } from './actor.ts';
import { createContext } from './context.ts';
import { db } from './db.ts';
import { toAppError } from './error-response.ts';
import { listProcedures, type ServedProcedure } from './procedures.ts';
import { appRouter } from './root.ts';
import { at } from './testing/factory.ts';
import { type FullMigration, makeFullMigrations } from './testing/full-migration.ts';
import { migrationFieldOf, pointAt, rowOf } from './testing/permission-inputs.ts';
import { idsOf, listMigrationTables, rowsOf } from './testing/rows-of-migration.ts';
import { openWeakened } from './testing/weakened-database.ts';

/**
 * The application names the migration in every query, and row-level security holds it a second time. Here the first is taken out of
 * every statement that any procedure issues, and what is left must answer just the same. Then the second is taken out too: what
 * leaks then shows that the test would notice.
 */
let own: FullMigration;
let other: FullMigration;
let onlyRowSecurity: PrismaClient;
let nothing: PrismaClient;
let idsOfOther: readonly string[];

beforeAll(async () => {
  [own, other] = await makeFullMigrations();
  onlyRowSecurity = openWeakened({ rowSecurity: true });
  nothing = openWeakened({ rowSecurity: false });
  idsOfOther = await idsOf(other.migration.id);
}, 120_000);
afterAll(async () => {
  await onlyRowSecurity.$disconnect();
  await nothing.$disconnect();
});

const now = () => at(own.noon(0))();

/** Of one migration: what a stranger to it must not get. */
const ofMigration = ({ meta }: ServedProcedure): Permission | null => {
  const can = meta?.can;
  if (typeof can === 'object') return can.every;
  return can !== undefined && isPermission(can) ? can : null;
};
const served = (type: ServedProcedure['type']) =>
  listProcedures().filter((procedure) => procedure.type === type && ofMigration(procedure));

function actorFor(procedure: ServedProcedure): Actor {
  const permission = ofMigration(procedure);
  return permission && roleMay('lead', permission) ? own.migration.lead : own.key.actor;
}

async function outcomeOf(procedure: ServedProcedure, input: object, client: PrismaClient): Promise<string> {
  try {
    const answer: unknown = await callTRPCProcedure({
      router: appRouter,
      path: procedure.call,
      type: procedure.type,
      ctx: createContext({ actor: actorFor(procedure), now, db: client }),
      getRawInput: async () => input,
      signal: undefined,
      batchIndex: 0,
    });
    return JSON.stringify(answer);
  } catch (thrown) {
    const { code, message, cause } = toAppError(thrown);
    return `${code}: ${message} ${code === 'INTERNAL' && cause instanceof Error ? cause.message : ''}`;
  }
}

/** Own migration and things; own migration, things of the other; and the other migration outright. */
function inputsOf(procedure: ServedProcedure): object[] {
  const row = rowOf(procedure.call);
  const field = migrationFieldOf(procedure);
  const name = ({ migration }: FullMigration) =>
    field === null ? {} : { [field]: field === 'slug' ? migration.slug : migration.id };
  return [
    { ...name(own), ...pointAt(procedure.call, row.input ?? {}, own.things) },
    { ...name(own), ...pointAt(procedure.call, row.input ?? {}, other.things) },
    { ...name(other), ...pointAt(procedure.call, row.input ?? {}, other.things) },
  ];
}

const leaks = (outcome: string) => idsOfOther.some((id) => outcome.includes(id));
const isBroken = (outcome: string) => outcome.startsWith('INTERNAL');
const named = (type: ServedProcedure['type']) => served(type).map((procedure) => [procedure.call, procedure] as const);

/** The order of rows without an order is nobody's promise. */
const comparable = (outcome: string) =>
  outcome.replaceAll(/\[("[^[\]{}]*")\]/g, (_, list: string) => list.split(',').toSorted().join());

it('has two migrations with something in every table, so that nothing is proven of emptiness', async () => {
  const tables = await listMigrationTables();
  expect(tables.length).toBeGreaterThan(20);
  for (const { migration } of [own, other]) {
    const rows = await rowsOf(migration.id);
    expect(tables.filter((table) => !rows.get(table))).toEqual([]);
  }
});

describe('without the filter of the application', () => {
  it.each(named('query'))('%s answers the same', async (_, procedure) => {
    for (const input of inputsOf(procedure)) {
      const normal = await outcomeOf(procedure, input, db);
      expect([leaks(normal), isBroken(normal)]).toEqual([false, false]);
      expect(comparable(await outcomeOf(procedure, input, onlyRowSecurity))).toBe(comparable(normal));
    }
  });

  it.each(named('mutation'))('%s changes nothing of another migration', async (_, procedure) => {
    const before = await rowsOf(other.migration.id);
    for (const input of inputsOf(procedure).slice(1)) {
      expect(leaks(await outcomeOf(procedure, input, onlyRowSecurity))).toBe(false);
    }
    expect(await rowsOf(other.migration.id)).toEqual(before);
  });
});

/** A key asks for what it sent itself: the key's own id, which no input names, keeps others out even then. */
const heldByTheKey = new Set(['ingest.request', 'ingest.requests']);

describe('without either', () => {
  it.each(named('query').filter(([call]) => !heldByTheKey.has(call)))(
    '%s tells of another migration',
    async (_, procedure) => {
      const told: boolean[] = [];
      for (const input of inputsOf(procedure)) {
        const normal = await outcomeOf(procedure, input, db);
        const outcome = await outcomeOf(procedure, input, nothing);
        told.push(leaks(outcome) || (!isBroken(outcome) && comparable(outcome) !== comparable(normal)));
      }
      expect(told).toContain(true);
    },
  );

  /** The other mutations only add rows, and those of the caller's migration. */
  const reaching = ['check.update', 'criterion.update', 'discrepancy.archive', 'discrepancy.setCause', 'key.revoke'];
  it.each(named('mutation').filter(([call]) => reaching.includes(call)))(
    '%s changes another migration',
    async (_, procedure) => {
      const before = await rowsOf(other.migration.id);
      for (const input of inputsOf(procedure).slice(1)) await outcomeOf(procedure, input, nothing);
      expect(await rowsOf(other.migration.id)).not.toEqual(before);
    },
  );
});
