import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Pool } from 'pg';
import { LATE_SUB_PARTNERS } from './business/defects.ts';
import { generateBusiness } from './business/generate.ts';
import { createLegacy, openLegacy } from './business/legacy-database.ts';
import { createTarget } from './business/target-database.ts';
import { logChange } from './workload/change-log.ts';
import { LATE_SUB_PARTNERS_AFTER_MS, TRUNCATION_AFTER_MS } from './workload/settings.ts';

export type Systems = { seed: string; liveSince: number; legacyFile: string; target: Pool; factor?: number };

/** Builds both systems with their history; answers the number of rows on the legacy side. */
export async function createSystems({ seed, liveSince, legacyFile, target, factor }: Systems): Promise<number> {
  const business = generateBusiness(seed, liveSince, factor);
  await createTarget(target, business, { truncateFrom: liveSince + TRUNCATION_AFTER_MS });

  // The file gets its name when it is complete, so that a stop half-way is not taken for a business.
  const draft = `${legacyFile}.new`;
  for (const file of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(file, { force: true });
  const legacy = openLegacy(draft);
  createLegacy(legacy, business);
  const lateAt = liveSince + LATE_SUB_PARTNERS_AFTER_MS;
  for (const late of business.SUB_PTNR.slice(-LATE_SUB_PARTNERS)) logChange(legacy, 'SUB_PTNR', late, lateAt, 0);
  legacy.close();
  renameSync(draft, legacyFile);
  return Object.values(business).reduce((sum, rows) => sum + rows.length, 0);
}

export function systemsExist(legacyFile: string): boolean {
  return existsSync(legacyFile);
}
