import { existsSync, renameSync, rmSync } from 'node:fs';
import { Pool } from 'pg';
import { LATE_SUB_PARTNERS } from './business/defects.ts';
import { generateBusiness } from './business/generate.ts';
import { createLegacy, openLegacy } from './business/legacy-database.ts';
import { createTarget } from './business/target-database.ts';
import type { DemoState } from './state.ts';
import { dropTargetServer, openTargetServer, type TargetUrls } from './target-server.ts';
import { logChange } from './workload/change-log.ts';
import { LATE_SUB_PARTNERS_AFTER_MS, TRUNCATION_AFTER_MS } from './workload/settings.ts';

/** Both systems; built with their history the first time, or when an earlier start was stopped half-way. */
export async function openSystems(
  serverUrl: string,
  legacyFile: string,
  state: DemoState,
  onProgress: (line: string) => void,
): Promise<TargetUrls> {
  const isBuilt = existsSync(legacyFile);
  if (!isBuilt) await dropTargetServer(serverUrl);
  const urls = await openTargetServer(serverUrl, { owner: state.targetPassword, reader: state.readerPassword });
  if (isBuilt) return urls;
  onProgress('Building the two systems with twelve weeks of business …');
  const target = new Pool({ connectionString: urls.owner });
  target.on('error', () => {});
  try {
    const rows = await createSystems({ seed: state.seed, liveSince: Date.parse(state.liveSince), legacyFile, target });
    onProgress(
      `${rows.toLocaleString('en')} rows on the legacy side (SQLite), carried over to the target (PostgreSQL).`,
    );
  } finally {
    await target.end();
  }
  return urls;
}

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
