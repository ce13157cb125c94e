import type { RunInput } from '#core/run/schema.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { createContext } from '../context.ts';
import { listCriteria } from '../criterion/queries.ts';
import { updateCriterion } from '../criterion/update-criterion.ts';
import { as } from './call.ts';
import { at, type MadeKey, type MadeMigration, makeDatasets, makeKey, makeMigration } from './factory.ts';
import { countRun, fieldRun, performanceRun } from './runs.ts';

export type CleanMigration = {
  migration: MadeMigration;
  key: MadeKey;
  checkIds: Record<string, string>;
  /** Noon of day 0, 1, 2 … of the parallel run. */
  noon: (day: number) => Date;
  submit: (run: RunInput, now: Date) => Promise<unknown>;
  /** Everything matches, read and received at `now`. */
  cleanDay: (now: Date, except?: readonly string[]) => Promise<void>;
  verdictAt: (now: Date) => ReturnType<ReturnType<typeof as>['verdict']['get']>;
};

const daily = { everyMs: DAY_MS, graceMs: HOUR_MS };

/** One critical dataset with the checks that the four standard criteria rest on, and a streak of `days` instead of 30. */
export async function makeCleanMigration(days = 3, names: readonly string[] = ['payouts']): Promise<CleanMigration> {
  const start = new Date('2026-03-02T06:00:00Z');
  const migration = await makeMigration({ now: at(start) });
  const key = await makeKey(migration, { now: at(start) });
  const checks = (['record_count', 'field_level', 'performance'] as const).map((kind) => ({
    kind,
    schedule: daily,
    ...(kind === 'performance' ? { tolerances: { slaMs: '200', cycleDays: 7 } } : {}),
  }));
  const { checkIds } = await makeDatasets(
    migration,
    names.map((name) => ({
      name,
      criticality: 'critical',
      keyColumns: ['id'],
      columns: [{ name: 'amount' }],
      checks: name === names[0] ? checks : checks.slice(0, 2),
    })),
    at(start),
  );
  const ctx = createContext({ actor: migration.lead, now: at(start) });
  const criteria = await listCriteria(ctx, { migrationId: migration.id });
  const streak = criteria.find(({ metric }) => metric === 'critical_free_streak');
  await updateCriterion(ctx, { migrationId: migration.id, criterionId: streak?.id ?? '', threshold: String(days) });
  const submit = (run: RunInput, now: Date) => as(key.actor, at(now)).ingest.submitRun(run);
  const runOf = (check: string, now: Date): RunInput => {
    const base = { checkId: checkIds[check] ?? '', at: now };
    if (check.endsWith('/record_count')) return countRun(base);
    if (check.endsWith('/field_level')) return fieldRun(base);
    return performanceRun({ ...base, from: new Date(now.getTime() - HOUR_MS) }, 1_000);
  };
  return {
    migration,
    key,
    checkIds,
    noon: (day) => new Date(Date.parse('2026-03-02T11:00:00Z') + day * DAY_MS),
    submit,
    cleanDay: async (now, except = []) => {
      for (const check of Object.keys(checkIds)) if (!except.includes(check)) await submit(runOf(check, now), now);
    },
    verdictAt: (now) => as(migration.lead, at(now)).verdict.get({ slug: migration.slug }),
  };
}
