import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { HOUR_MS } from '#core/time/units.ts';
import { openAdmin } from '../../demo/set-up.ts';
import type { BenchStack } from '../bench-stack.ts';

export type Target = {
  migrationId: string;
  /** Field-level checks of different datasets. */
  checkIds: readonly string[];
  /** Several, because each key may only send so many calls a second. */
  keys: readonly string[];
};

/** A migration with datasets and keys, made by the calls that the pages make. */
export async function makeTarget(stack: BenchStack, datasets: number, keys: number): Promise<Target> {
  const admin = await openAdmin(stack, { password: PASSWORD });
  const { id: migrationId } = await admin.migration.create.mutate({
    slug: `bench-${randomBytes(4).toString('hex')}`,
    name: 'Bench',
    legacySystem: 'Old',
    targetSystem: 'New',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  });
  const { checks } = await admin.dataset.declare.mutate({
    migrationId,
    datasets: Array.from({ length: datasets }, (_, i) => ({
      name: `payouts ${i}`,
      legacyRef: `PAYOUT_${i}`,
      targetRef: `payouts_${i}`,
      keyColumns: ['payout_id', 'line_no'],
      moneyColumn: 'amount',
      checks: [{ kind: 'field_level' as const, schedule: { everyMs: HOUR_MS, graceMs: 60_000 } }],
    })),
  });
  const secrets: string[] = [];
  for (let i = 0; i < keys; i += 1) {
    const { secret } = await admin.key.create.mutate({ migrationId, name: `Bench ${i}`, scopes: ['ingest', 'read'] });
    secrets.push(z.string().parse(secret));
  }
  return { migrationId, checkIds: checks.map(({ id }) => id), keys: secrets };
}

const PASSWORD = 'the administrator of benches';
