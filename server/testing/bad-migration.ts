import type { PlanDocument } from '#core/plan/document.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { as } from './call.ts';
import { makeCleanMigration } from './clean-migration.ts';
import { at } from './factory.ts';
import { fieldRun } from './runs.ts';

/**
 * A migration with two phases and two datasets whose evidence turns bad with `fail`, at noon of its second day; and a lead who changes its
 * plan, one part after the other.
 */
export async function makeBad(more: (document: PlanDocument) => Partial<PlanDocument> = () => ({})) {
  const made = await makeCleanMigration(1, ['payouts', 'clicks']);
  const { id: migrationId, slug, lead } = made.migration;
  const time = new Date(made.noon(1).getTime() + HOUR_MS);
  const now = at(time);
  const caller = as(lead, now);
  const { document } = await caller.plan.get({ slug });
  const phases = ['Shadow', 'Ramp'].map((name) => ({ name }));
  await caller.plan.replace({ migrationId, document: { ...document, phases, ...more(document) } as typeof document });
  for (const day of [0, 1]) await made.cleanDay(made.noon(day));
  const verdict = () => caller.verdict.get({ slug });
  const current = async () => (await caller.plan.get({ slug })).document;
  const edit = async (change: (document: PlanDocument) => Partial<PlanDocument>, by = caller) => {
    const is = await current();
    await by.plan.replace({ migrationId, document: { ...is, ...change(is) } });
  };
  /** Rows of the payouts differ. */
  const fail = async () => {
    const checkId = made.checkIds['payouts/field_level'] ?? '';
    await made.submit(fieldRun({ checkId, at: time }, { rows: 100, amount: 50 }), time);
  };
  return { ...made, migrationId, slug, now, caller, verdict, current, edit, fail };
}
