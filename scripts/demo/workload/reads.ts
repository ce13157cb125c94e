import type { DatabaseSync } from 'node:sqlite';
import type { Pool } from 'pg';
import type { Random } from '../business/random.ts';
import type { KnownRows } from './known-rows.ts';
import type { Meter } from './meter.ts';

type Read = {
  legacy: string;
  target: string;
  parameter: (random: Random, known: KnownRows) => string | number;
};

/** What visitors and partners ask both systems; the answers of the target are thrown away (shadow reads). */
const reads: ReadonlyArray<readonly [Read, number]> = [
  [
    {
      legacy: 'SELECT TGT_URL, ACTV FROM LNK WHERE LNK_GUID = ?',
      target: 'select target_url, active from tracking_links where link_id = $1',
      parameter: (random, known) => random.pick(known.links).LNK_GUID,
    },
    7,
  ],
  [
    {
      legacy: 'SELECT DEPO_NO, AMT, METH, DEPO_TS FROM DEPO WHERE REG_NO = ? ORDER BY DEPO_TS DESC LIMIT 20',
      target: `select deposit_id, amount, method, deposited_at from deposits where registration_id = $1
               order by deposited_at desc limit 20`,
      parameter: (random, known) => random.pick(known.registrationNos),
    },
    2,
  ],
  [
    {
      legacy: 'SELECT COUNT(*), SUM(AMT) FROM COMM WHERE PTNR_NO = ?',
      target: 'select count(*), sum(amount) from commissions where partner_id = $1',
      parameter: (random, known) => random.pick(known.partnerNos),
    },
    1,
  ],
];

/** Sends one read to both systems and counts it on both. */
export async function readBoth(db: DatabaseSync, pool: Pool, meter: Meter, random: Random, known: KnownRows) {
  const read = random.weighted(reads);
  const parameter = read.parameter(random, known);
  const legacyStarted = performance.now();
  db.prepare(read.legacy).all(parameter);
  meter.count('legacy', performance.now() - legacyStarted, 'done');
  const targetStarted = performance.now();
  try {
    await pool.query(read.target, [parameter]);
    meter.count('target', performance.now() - targetStarted, 'done');
  } catch {
    meter.count('target', performance.now() - targetStarted, 'failed');
  }
}
