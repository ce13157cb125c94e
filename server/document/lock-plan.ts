import type { RawTx } from '../scope.ts';

/** Makes everyone who changes the plan of a migration, or decides by it, wait for one another; take it before reading what is to be changed. */
export async function lockPlan(tx: RawTx, migrationId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM migration WHERE id = ${migrationId}::uuid FOR UPDATE`;
}
