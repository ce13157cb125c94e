import { as } from '#server/testing/call.ts';
import { at, type MadeMigration } from '#server/testing/factory.ts';

/** Hours after which nothing comes here. */
export const NEVER_LATE = 8_760;

/** Says in the plan how late evidence may come and change a day that is over by itself. */
export async function setLateHours(
  { id, slug, lead }: MadeMigration,
  from: Date,
  lateEvidenceHours: number,
): Promise<void> {
  const { plan } = as(lead, at(from));
  const { document } = await plan.get({ slug });
  const settings = { ...document.settings, lateEvidenceHours };
  await plan.replace({ migrationId: id, document: { ...document, settings } });
}
