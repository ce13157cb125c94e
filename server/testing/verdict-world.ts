import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { systemContext } from '../context.ts';
import { prune } from '../jobs/prune.ts';
import { recordVerdictChanges } from '../jobs/record-verdict-changes.ts';
import { newId } from '../new-id.ts';
import { approveWaiting } from './approve-waiting.ts';
import { as } from './call.ts';
import { type CleanMigration, makeCleanMigration } from './clean-migration.ts';
import { at, makeMember } from './factory.ts';
import { countRun, fieldRun } from './runs.ts';

export type World = CleanMigration & { finance: Awaited<ReturnType<typeof makeMember>>; lastRun: string };

export async function makeWorld(): Promise<World> {
  const made = await makeCleanMigration(1);
  const { migration } = made;
  const lead = as(migration.lead, at(made.noon(0)));
  const { document } = await lead.plan.get({ slug: migration.slug });
  const noon = made.noon(0).getTime();
  const iso = (hours: number) => new Date(noon + hours * HOUR_MS + 1_234).toISOString();
  await lead.plan.replace({
    migrationId: migration.id,
    document: {
      ...document,
      phases: [{ name: 'Shadow' }],
      attestations: [{ name: 'Variances', statement: 'Understood.', validDays: 1 }],
      calendar: [
        { kind: 'freeze', name: 'Quarter', from: iso(20), to: iso(30) },
        { kind: 'month_end', name: 'February', from: iso(2), to: iso(4) },
      ],
      criteria: [
        ...document.criteria,
        { key: 'said', metric: 'attestation', comparator: 'gte', threshold: '1' },
        { key: 'covered', metric: 'coverage', comparator: 'gte', threshold: '1', blocking: false },
      ],
    },
  });
  return { ...made, finance: await makeMember(migration.id, 'finance'), lastRun: '' };
}

type Action = (world: World, now: Date, n: number) => Promise<unknown>;
const runOf = (world: World, check: string, now: Date) => {
  const runId = newId();
  return { checkId: world.checkIds[`payouts/${check}`] ?? '', at: now, runId };
};

/** Whatever can change a verdict, by the verbs that do it. */
export const actions: Record<string, Action> = {
  nothing: async () => {},
  'a clean day': async (world, now) => await world.cleanDay(now),
  'a count that may differ': async (world, now, n) => {
    const base = runOf(world, 'record_count', now);
    await world.submit(countRun(base, 100, 100 - (n % 3)), now);
    world.lastRun = base.runId;
  },
  'rows that may differ, or are suspected': async (world, now, n) => {
    const base = runOf(world, 'field_level', now);
    await world.submit(fieldRun(base, { rows: 100, amount: n % 2, suspected: n % 5 }), now);
  },
  'evidence of yesterday': async (world, now) => {
    const then = new Date(now.getTime() - DAY_MS);
    await world.submit(countRun(runOf(world, 'record_count', then)), now);
  },
  'a count taken back': async (world, now) => {
    if (world.lastRun === '') return;
    await world.submit({ ...countRun(runOf(world, 'record_count', now)), supersedesRunId: world.lastRun }, now);
    world.lastRun = '';
  },
  telemetry: async (world, now, n) => {
    const checkId = world.checkIds['payouts/performance'] ?? '';
    const side = { requests: 2_000, errors: n % 9, failedTransactions: 0, latency: [{ upToMs: '50', count: 2_000 }] };
    const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000 - 60_000).toISOString();
    const points = [{ checkId, at: minute, legacy: side, target: side }];
    await as(world.key.actor, at(now)).ingest.metrics({ protocol: 1, points });
  },
  'a statement': async ({ migration }, now, n) =>
    await as(migration.lead, at(now)).plan.mark({
      migrationId: migration.id,
      part: 'attestations',
      name: 'Variances',
      status: n % 2 === 0 ? 'attested' : 'withdrawn',
    }),
  'another threshold': async ({ migration }, now, n) => {
    const lead = as(migration.lead, at(now));
    const criteria = await lead.criterion.list({ migrationId: migration.id });
    const streak = criteria.find(({ metric }) => metric === 'critical_free_streak');
    const threshold = String(1 + (n % 3));
    await lead.criterion.update({ migrationId: migration.id, criterionId: streak?.id ?? '', threshold });
  },
  'a plan without its freeze, or with it': async ({ migration }, now) => {
    const lead = as(migration.lead, at(now));
    const { document } = await lead.plan.get({ slug: migration.slug });
    const [freeze, ...rest] = document.calendar;
    const calendar = rest.length > 0 || !freeze ? rest : [{ ...freeze, name: 'Again' }, ...document.calendar];
    await lead.plan.replace({ migrationId: migration.id, document: { ...document, calendar } });
  },
  'phases in another order, or one more': async ({ migration }, now, n) => {
    const lead = as(migration.lead, at(now));
    const { document } = await lead.plan.get({ slug: migration.slug });
    const [first, ...rest] = document.phases;
    if (!first) return;
    const phases =
      n % 2 === 0 && rest.length > 0 ? [...rest, first] : [{ ...first, name: `Phase ${n}` }, ...document.phases];
    await lead.plan.replace({ migrationId: migration.id, document: { ...document, phases } });
  },
  'what waits is taken back': async ({ migration }, now, n) => {
    const lead = as(migration.lead, at(now));
    const waiting = await lead.approval.listWaiting({ slug: migration.slug });
    const ids = waiting.flatMap(({ kind, id }, i) => (kind === 'plan' && i <= n % 3 ? [id] : []));
    if (ids.length > 0) await lead.approval.takeBackPlanChanges({ migrationId: migration.id, ids });
  },
  'a check that is off, or on': async ({ migration, checkIds }, now, n) => {
    const checkId = checkIds['payouts/performance'] ?? '';
    await as(migration.lead, at(now)).check.update({ migrationId: migration.id, checkId, enabled: n % 2 === 0 });
  },
  'what waits is approved': async ({ migration, finance }, now) => {
    await approveWaiting(as(finance, at(now)), migration);
  },
  'a waiver': async ({ migration, finance }, now, n) => {
    const migrationId = migration.id;
    const lead = as(migration.lead, at(now));
    const criteria = await lead.criterion.list({ migrationId });
    const criterionId = criteria[Math.floor(n / 7) % criteria.length]?.id ?? '';
    const expiresAt = new Date(now.getTime() + HOUR_MS + n).toISOString();
    const { id } = await lead.waiver.request({ migrationId, criterionId, reason: 'known', expiresAt });
    await as(finance, at(now)).waiver.decide({ migrationId, waiverId: id, approved: true });
  },
  'a discrepancy put aside': async ({ migration }, now) => {
    const lead = as(migration.lead, at(now));
    const { items } = await lead.discrepancy.list({ migrationId: migration.id, view: 'open' });
    for (const { id } of items.slice(0, 1)) {
      const reason = 'It is expected.';
      await lead.discrepancy.archive({ migrationId: migration.id, id, reason });
    }
  },
  'a check that is due more often': async ({ migration, checkIds }, now, n) => {
    const schedule = { everyMs: HOUR_MS * (1 + (n % 30)), graceMs: 1_000 };
    const checkId = checkIds['payouts/record_count'] ?? '';
    await as(migration.lead, at(now)).check.update({ migrationId: migration.id, checkId, schedule });
  },
  'outcomes written down': async (_, now) => await recordVerdictChanges(systemContext('test', { now: at(now) })),
  'old notes cleared away': async (_, now) => await prune(systemContext('test', { now: at(now) }), {}),
};
