import { at, makeDatasets, makeKey, makeMigration } from '#server/testing/factory.ts';
import { NEVER_LATE, setLateHours } from './never-late.ts';
import type { Workload } from './workload.ts';

export const CLIENTS = 8;

/** A migration with the plan of a workload, and a key for each client. */
export type Instance = { migrationId: string; keys: string[]; checkIds: Record<string, string> };

export async function makeInstance({ plan }: Pick<Workload, 'plan'>, from: Date): Promise<Instance> {
  const migration = await makeMigration({ timeZone: 'UTC', now: at(from) });
  const keys: string[] = [];
  for (let i = 0; i < CLIENTS; i += 1)
    keys.push((await makeKey(migration, { name: `client ${i}`, now: at(from) })).secret);
  const { checkIds } = await makeDatasets(migration, plan, at(from));
  // What is delivered is days old: here it counts at once.
  await setLateHours(migration, from, NEVER_LATE);
  return { migrationId: migration.id, keys, checkIds };
}

/** Midnight UTC some days ago, so that the four days of a workload are over and every run of it is late alike. */
export function daysAgo(days: number, now = Date.now()): Date {
  return new Date(Math.floor(now / 86_400_000 - days) * 86_400_000);
}
