import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { createContext } from '#server/context.ts';
import { db, openDatabase, poolOf } from '#server/db.ts';
import { rawOn } from '#server/raw-connection.ts';
import { appRouter } from '#server/root.ts';
import { enterScope, NO_MIGRATION } from '#server/scope.ts';
import { as } from '#server/testing/call.ts';
import { at, type MadeMigration, makeMigration } from '#server/testing/factory.ts';
import { onServer } from '#server/testing/on-server.ts';
import { inTransaction } from '#server/transaction.ts';
import { createCallerFactory } from '#server/trpc.ts';
import { type Density, type Filled, fillEvidence } from './fill-evidence.ts';

export type Large = { migration: MadeMigration; runs: number; checks: number };

const NOW = new Date();
const KINDS = ['record_count', 'checksum', 'field_level', 'schema'] as const;
/** Datasets that are declared in one call. */
const AT_ONCE = 50;
const schedule = { everyMs: DAY_MS, graceMs: HOUR_MS };

/** So many datasets with four kinds of checks each, and what the runs of 90 days leave behind. */
export async function makeLarge(datasets: number, density: Density): Promise<Large> {
  const start = at(new Date(NOW.getTime() - density.days * DAY_MS));
  const migration = await makeMigration({ now: start });
  const lead = as(migration.lead, start);
  const { document } = await lead.plan.get({ slug: migration.slug });
  await lead.plan.replace({
    migrationId: migration.id,
    document: {
      ...document,
      criteria: [
        { key: 'streak', metric: 'critical_free_streak', comparator: 'gte', threshold: '30' },
        { key: 'open', metric: 'open_discrepancies', comparator: 'lte', threshold: '0' },
        { key: 'counts', metric: 'record_count_variance', comparator: 'lt', threshold: '0.0001' },
        { key: 'fields', metric: 'field_match_rate', comparator: 'gt', threshold: '0.999' },
        { key: 'checksums', metric: 'checksum_match', comparator: 'gte', threshold: '1' },
        { key: 'drift', metric: 'schema_drift', comparator: 'lte', threshold: '0' },
        { key: 'coverage', metric: 'coverage', comparator: 'gte', threshold: '1' },
      ],
    },
  });
  const names = Array.from({ length: datasets }, (_, i) => i);
  for (let from = 0; from < datasets; from += AT_ONCE) {
    await lead.dataset.declare({
      migrationId: migration.id,
      datasets: names.slice(from, from + AT_ONCE).map((i) => ({
        name: `dataset ${String(i).padStart(3, '0')}`,
        legacyRef: `T_${i}`,
        targetRef: `t_${i}`,
        criticality: i % 3 === 0 ? 'critical' : 'normal',
        keyColumns: ['id'],
        columns: [{ name: 'amount' }],
        checks: KINDS.map((kind) => ({ kind, schedule })),
      })),
    });
  }
  const checks = (await lead.check.list({ migrationId: migration.id })).flatMap(({ id, kind }): Filled[] => {
    const known = KINDS.find((one) => one === kind);
    return known ? [{ id, kind: known }] : [];
  });
  const runs = await onServer(process.env.DATABASE_URL ?? '', (client) =>
    fillEvidence(client, { migrationId: migration.id, checks, now: NOW, density, timeZone: 'Europe/Berlin' }),
  );
  return { migration, runs, checks: checks.length };
}

/** A change that waits for a second person from then on, of what all evidence is read by: everything is judged twice. */
export async function loosen({ migration }: Large): Promise<void> {
  const lead = as(migration.lead, at(NOW));
  const { document } = await lead.plan.get({ slug: migration.slug });
  const [first, ...rest] = document.datasets;
  if (!first) throw new Error('There is no dataset.');
  const datasets = [{ ...first, criticality: 'normal' as const }, ...rest];
  await lead.plan.replace({ migrationId: migration.id, document: { ...document, datasets } });
  const { waiting } = await lead.verdict.get({ slug: migration.slug });
  if (waiting === null) throw new Error('Nothing waits.');
}

/** One connection for everything that is measured: what is compared goes over the same one. */
const one = openDatabase(process.env.DATABASE_URL ?? '', 1);
const createCaller = createCallerFactory(appRouter);

/** `verdict.get` as a page asks it: from the procedure with its middleware to the answer that was checked against its schema. */
export async function askVerdict({ migration }: Large): Promise<void> {
  const { slug, lead: actor } = migration;
  // The clock of the server, as for a page: it runs on while we measure.
  await createCaller(createContext({ actor, db: one })).verdict.get({ slug });
}

/** What a run of today writes: the next verdict is computed, with the trends of days that are over as they were. */
export async function writeRun({ migration: { id } }: Large): Promise<void> {
  await inTransaction(db, 'write', async (tx) => {
    await enterScope(tx, { ...NO_MIGRATION, migrations: [id] });
    await tx.$executeRaw`
      WITH newest AS (SELECT check_id FROM check_latest WHERE migration_id = ${id}::uuid LIMIT 1),
           latest AS (UPDATE check_latest SET text = text
                      WHERE migration_id = ${id}::uuid AND check_id = (SELECT check_id FROM newest))
      UPDATE check_day SET figures = figures
      WHERE migration_id = ${id}::uuid AND check_id = (SELECT check_id FROM newest)
        AND day = (SELECT (${new Date()}::timestamptz AT TIME ZONE time_zone)::date FROM migration WHERE id = ${id}::uuid)`;
  });
}

/** What a change of the plan writes: nothing of what was computed holds any more. */
export async function writePlan({ migration: { id } }: Large): Promise<void> {
  await inTransaction(db, 'write', async (tx) => {
    await enterScope(tx, { ...NO_MIGRATION, migrations: [id] });
    await tx.$executeRaw`UPDATE migration SET name = name WHERE id = ${id}::uuid`;
  });
}

/** The verdict and its reasons alone, as a gate asks for them; always computed. */
export async function askGate({ migration }: Large): Promise<void> {
  const { slug, lead: actor } = migration;
  await createCaller(createContext({ actor, db: one })).gate.check({ slug });
}

/** One row by its primary key, as lean as it gets: prepared, no transaction around it. */
export async function oneRow({ migration }: Large): Promise<void> {
  const pool = poolOf(one);
  if (!pool) throw new Error('There is no pool.');
  const rows = await rawOn(pool).$queryRaw<unknown[]>`SELECT * FROM migration WHERE id = ${migration.id}::uuid`;
  if (rows.length !== 1) throw new Error('The row is not there.');
}

export async function close(): Promise<void> {
  await one.$disconnect();
  await db.$disconnect();
}
