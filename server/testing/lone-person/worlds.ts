import type { Scope } from '#core/permissions.ts';
import type { RunInput } from '#core/run/schema.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import type { UserActor } from '../../actor.ts';
import { newId } from '../../new-id.ts';
import { as } from '../call.ts';
import { at, type MadeKey, type MadeMigration, makeKey, makeMember, makeMigration, makeUser } from '../factory.ts';
import { countRun, fieldRun, scenarioRun, schemaRun } from '../runs.ts';

const START = new Date('2026-03-02T08:00:00Z');
/** The moment at which the lone person begins. */
export const NOW = new Date('2026-03-12T11:00:00Z');

/** The one thing that is wrong. Everything else is as it must be, so that whatever makes this one thing go away makes a go. */
export const defects = [
  'mismatch',
  'scenario',
  'month-end',
  'freeze',
  'overdue',
  'streak',
  'column',
  'calendar',
  'marks',
] as const;
export type Defect = (typeof defects)[number];

/**
 * Mostly the lone person leads. Where they approve instead, they change the plan, or the past, by nothing but a key that they were handed:
 * `handed` is what it may do.
 */
export const worlds: readonly LoneWorld[] = [
  ...defects.map((defect) => ({ defect, role: 'lead' as const })),
  { defect: 'marks', role: 'finance', handed: ['plan', 'read'] },
  { defect: 'scenario', role: 'finance', handed: ['plan', 'read'] },
  { defect: 'scenario', role: 'stakeholder', handed: ['plan', 'read'] },
  { defect: 'streak', role: 'finance', handed: ['ingest'] },
  { defect: 'month-end', role: 'stakeholder', handed: ['ingest'] },
];
type LoneRole = 'lead' | 'finance' | 'stakeholder';
/** `handed` left out: a key with everything that a key may do. */
type LoneWorld = { defect: Defect | null; role?: LoneRole; handed?: readonly Scope[] };

export type BadWorld = {
  defect: Defect;
  role: LoneRole;
  migration: MadeMigration;
  /** Administers the instance, and leads the migration or approves: the lone person. */
  lone: UserActor;
  /** Could approve, and does nothing. */
  second: UserActor;
  /** Made by another lead and handed to them: with everything a key may do, or, where they approve, with the plan or evidence alone. */
  handed: MadeKey;
  checkIds: Record<string, string>;
};

const daily = { everyMs: DAY_MS, graceMs: HOUR_MS };
/** Half past nine of UTC, an hour and a half before they begin. */
const MORNING = { at: 'daily 10:30', graceMs: 0 };
const kinds = ['record_count', 'field_level', 'scenario', 'schema'] as const;
const checksOf = (defect: Defect | null) =>
  kinds.map((kind) => ({ kind, schedule: defect === 'calendar' && kind === 'schema' ? MORNING : daily }));
/** At both gates, but for the counts, which agree and are asked at every gate there may be. */
const gates = ['Shadow', 'Cutover'];
const criteria = [
  { key: 'streak', metric: 'critical_free_streak', comparator: 'gte', threshold: '3', gates },
  { key: 'open', metric: 'open_discrepancies', comparator: 'lte', threshold: '0', gates },
  { key: 'count', metric: 'record_count_variance', comparator: 'lt', threshold: '0.0001' },
  { key: 'field', metric: 'field_match_rate', comparator: 'gt', threshold: '0.999', gates },
  { key: 'row', metric: 'row_match_rate', comparator: 'gt', threshold: '0.999', gates },
  { key: 'coverage', metric: 'coverage', comparator: 'gte', threshold: '1', gates },
  { key: 'scenarios', metric: 'scenario_pass_rate', comparator: 'gte', threshold: '1', gates },
] as const;
/** Where a scenario fails there is no other word for it than the share that passed: a mark that counted would make it a go. */
const criteriaOf = (defect: Defect | null) =>
  criteria
    .filter(({ key }) => defect !== 'scenario' || (key !== 'streak' && key !== 'open'))
    .filter(({ key }) => defect !== 'marks' || key === 'scenarios')
    .map((criterion) => ({ ...criterion }));
const day = (n: number, hour = 10) => new Date(START.getTime() + n * DAY_MS + (hour - 8) * HOUR_MS);
const calendarOf = (
  defect: Defect | null,
): { name: string; kind: 'month_end' | 'freeze' | 'holiday'; from: string; to: string }[] => [
  { name: 'Holiday', kind: 'holiday', from: day(60).toISOString(), to: day(61).toISOString() },
  ...(defect === 'month-end'
    ? [{ name: 'February', kind: 'month_end' as const, from: day(-1).toISOString(), to: day(0, 20).toISOString() }]
    : []),
  ...(defect === 'freeze'
    ? [{ name: 'Year end', kind: 'freeze' as const, from: day(9).toISOString(), to: day(90).toISOString() }]
    : []),
];

/**
 * Ten days of a parallel run, by the commands themselves; `defect` null: with nothing wrong. `migration.lead` is another person than the lone
 * one, and so are a member of finance, who could approve and never does, and whoever handed out the key.
 */
export async function makeWorld({ defect, role = 'lead', handed: scopes }: LoneWorld): Promise<BadWorld> {
  const migration = await makeMigration({ now: at(START) });
  const { id: migrationId, slug, lead } = migration;
  const founding = as(lead, at(START));
  const { document } = await founding.plan.get({ slug });
  const columns = ['amount', ...(defect === 'column' ? ['note'] : [])].map((name) => ({ name }));
  await founding.plan.replace({
    migrationId,
    document: {
      ...document,
      phases: [{ name: 'Shadow' }, { name: 'Cutover' }],
      calendar: calendarOf(defect),
      scenarios: [{ name: 'Refund' }, { name: 'Link' }],
      inventory: [{ name: 'Nightly feed', kind: 'integration' }],
      datasets: [
        {
          name: 'payouts',
          legacyRef: 'p',
          targetRef: 'p',
          criticality: 'critical' as const,
          keyColumns: ['id'],
          columns,
          checks: checksOf(defect),
        },
      ].slice(defect === 'marks' ? 1 : 0),
      criteria: criteriaOf(defect),
    },
  });
  const second = await makeMember(migrationId, 'finance');
  const lone = await makeLone(migrationId, role);
  const agent = await makeKey(migration, { now: at(START) });
  const handed = scopes ? await makeKey(migration, { scopes: [...scopes], now: at(START) }) : agent;
  const all = await founding.check.list({ migrationId });
  const checkIds = Object.fromEntries([
    ...kinds.map((kind) => [kind, newId()]),
    ...all.map(({ id, kind }) => [kind, id]),
  ]);
  if (defect === 'marks') await markScenarios(migrationId);
  else await runDaily(defect, agent, checkIds);
  return { defect: defect ?? 'mismatch', role, migration, lone, second, handed, checkIds };
}

/** Nothing was ever run: an engineer tried both. */
async function markScenarios(migrationId: string): Promise<void> {
  const { plan } = as(await makeMember(migrationId, 'engineer'), at(day(9)));
  const marks = { Refund: 'passed', Link: 'failed' };
  for (const [name, status] of Object.entries(marks)) await plan.mark({ migrationId, part: 'scenarios', name, status });
}

async function makeLone(migrationId: string, role: LoneRole): Promise<UserActor> {
  const lone = await makeUser({ name: 'Lone', isAdmin: true });
  await as(lone, at(START)).member.join({ migrationId, role });
  return lone;
}

/** From the sixth day on a run a day of each check at ten, the last one an hour before now. Nobody looked before and after the month was closed. */
async function runDaily(defect: Defect | null, key: MadeKey, checkIds: Record<string, string>): Promise<void> {
  for (let n = 6; n <= 10; n += 1) {
    const read = day(n);
    const { ingest } = as(key.actor, at(new Date(read.getTime() + 60_000)));
    const base = (kind: string) => ({ checkId: checkIds[kind] ?? '', at: read });
    const runs: RunInput[] = [
      countRun(base('record_count'), 100),
      fieldsOf(defect, n, base('field_level')),
      schemaRun(base('schema')),
      scenarioRun(base('scenario'), [
        { name: 'Refund', result: 'passed' },
        { name: 'Link', result: defect === 'scenario' && n === 10 ? 'failed' : 'passed' },
      ]),
    ];
    const missing = defect === 'overdue' ? n > 8 : defect === 'calendar' && n > 9;
    for (const run of runs) if (!(missing && run.kind === 'schema')) await ingest.submitRun(run);
  }
}

function fieldsOf(defect: Defect | null, n: number, base: { checkId: string; at: Date }) {
  const broken = (defect === 'mismatch' && n === 10) || (defect === 'streak' && n === 9);
  return fieldRun(base, broken ? { amount: 5 } : {});
}
