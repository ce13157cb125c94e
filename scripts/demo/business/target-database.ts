import { readFile } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';
import { isInFailedBatch, LATE_SUB_PARTNERS, repeatedPayouts } from './defects.ts';
import type { Business, LegacyTable } from './generate.ts';
import type { LegacyRow } from './legacy-value.ts';
import { legacyTables, type Release, tables } from './tables.ts';

const ROWS_A_STATEMENT = 5_000;

/** Creates the tables and back-loads the history as the migration project did: with its mistakes. All or nothing. */
export async function createTarget(pool: Pool, business: Business, release: Release): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(await readFile(new URL('target.sql', import.meta.url), 'utf8'));
    const loaded = backLoad(business);
    for (const table of legacyTables) await insertTarget(client, table, loaded[table], release);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** What the back-load carries over: a failed batch and late sub-partners are not in it, repeated payouts are in it twice. */
function backLoad(business: Business): Record<LegacyTable, readonly LegacyRow[]> {
  return {
    ...business,
    SUB_PTNR: business.SUB_PTNR.slice(0, -LATE_SUB_PARTNERS),
    DEPO: business.DEPO.filter((deposit) => !isInFailedBatch(deposit.DEPO_NO)),
    PAYOT: [...business.PAYOT, ...repeatedPayouts(business.PAYOT)],
  };
}

async function insertTarget(client: PoolClient, table: LegacyTable, rows: readonly LegacyRow[], release: Release) {
  const { target, toTarget } = tables[table];
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const batch = rows.slice(start, start + ROWS_A_STATEMENT).map((row) => toTarget(row, release));
    await client.query(`insert into ${target} select * from json_populate_recordset(null::${target}, $1)`, [
      JSON.stringify(batch),
    ]);
  }
}

/**
 * Brings one row of the target to the given state. Keys are looked up rather than relied upon, because payouts has lost
 * its primary key; there is one writer.
 */
export async function writeTarget(pool: Pool, table: LegacyTable, row: LegacyRow, release: Release): Promise<void> {
  const { target, targetKey, toTarget } = tables[table];
  const values = toTarget(row, release);
  const columns = Object.keys(values);
  const sameKey = targetKey.map((column) => `t.${column} = i.${column}`).join(' and ');
  await pool.query(
    `with i as (select * from json_populate_recordset(null::${target}, $1)),
       changed as (update ${target} t set (${columns.join(', ')}) = row(${columns.map((c) => `i.${c}`).join(', ')})
                   from i where ${sameKey} returning 1)
     insert into ${target} select * from i where not exists (select from changed)`,
    [JSON.stringify([values])],
  );
}
