import type { PlanDocumentInput } from '#core/plan/document.ts';
import { as } from './call.ts';
import { type MadeKey, type MadeMigration, makeKey, makeMigration } from './factory.ts';

export type GatedMigration = MadeMigration & {
  key: MadeKey;
  /** Says what became of the scenario that the first gate asks for; so that the gate opens and closes now, by the real clock. */
  mark: (status: 'passed' | 'failed') => Promise<unknown>;
};

const now = () => new Date();

/**
 * Two phases. The gate of the first, Discovery, asks that the one scenario passed, which failed; that of the second, Cutover, asks
 * for a comparison that was never made.
 */
export async function makeGatedMigration(more: Partial<PlanDocumentInput> = {}): Promise<GatedMigration> {
  const migration = await makeMigration({ now });
  const caller = as(migration.lead, now);
  const { document } = await caller.plan.get({ slug: migration.slug });
  const common = { comparator: 'gte', threshold: '1' } as const;
  const wanted: PlanDocumentInput = {
    ...document,
    phases: [{ name: 'Discovery' }, { name: 'Cutover' }],
    scenarios: [{ name: 'Refund' }],
    datasets: [{ name: 'payouts', legacyRef: 'payouts', targetRef: 'payouts' }],
    criteria: [
      { key: 'scenarios', metric: 'scenario_pass_rate', ...common, gates: ['Discovery'], ownerTeam: 'Platform' },
      { key: 'rows', metric: 'row_match_rate', ...common, gates: ['Cutover'] },
    ],
    ...more,
  };
  await caller.plan.replace({ migrationId: migration.id, document: wanted });
  const mark: GatedMigration['mark'] = (status) =>
    caller.plan.mark({ migrationId: migration.id, part: 'scenarios', name: 'Refund', status });
  await mark('failed');
  return {
    ...migration,
    key: await makeKey(migration, { scopes: ['gate'], now }),
    mark,
  };
}
