import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDatabase } from '#agent/testing/database-kit.ts';
import { handleApi } from '#server/http/handle-api.ts';
import { as } from '#server/testing/call.ts';
import { makeKey, makeMigration } from '#server/testing/factory.ts';
import { serve } from './http-server.ts';

test('a rate by money, from two databases to the verdict', async () => {
  const [legacy, target] = await Promise.all([createDatabase('sqlite'), createDatabase('postgresql')]);
  for (const database of [legacy, target]) {
    await database.exec('create table payouts (id int primary key, amount numeric(12,2))');
    await database.exec('insert into payouts values (1, 900000.00), (2, -99999.90), (3, 0.10), (4, null)');
  }
  const now = () => new Date();
  const migration = await makeMigration({ now });
  const key = await makeKey(migration, { now });
  const server = await serve(handleApi);
  const folder = await mkdtemp(join(tmpdir(), 'parallax-money-'));
  try {
    const file = join(folder, 'agent.yaml');
    const yaml = {
      parallax: { url: server.url, key: key.secret },
      legacy: legacy.connection,
      target: target.connection,
      datasets: [{ name: 'payouts', moneyColumn: 'amount' }],
      checks: { field_level: '1d' },
    };
    await writeFile(file, JSON.stringify(yaml));
    const agent = async (...args: string[]) => {
      const child = spawn(process.execPath, ['agent/cli.mjs', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
      return await new Promise((resolve) => child.once('exit', resolve));
    };
    expect(await agent('declare', file)).toBe(0);
    const made = await as(migration.lead).criterion.create({
      migrationId: migration.id,
      key: 'rows-by-money',
      metric: 'row_match_rate',
      comparator: 'gte',
      threshold: '0.999',
      options: { weighting: 'money' },
    });
    const outcome = async () => {
      const { criteria } = await as(migration.lead, now).verdict.get({ slug: migration.slug });
      const { result } = criteria.find(({ id }) => id === made.id) ?? {};
      return { outcome: result?.outcome, value: result?.value ?? null };
    };
    expect(await outcome()).toEqual({ outcome: 'unknown', value: null });
    expect(await agent('run', file, '--once')).toBe(0);
    expect(await outcome()).toEqual({ outcome: 'met', value: '1' });

    // One row of four, and a ten-millionth of the money.
    await target.exec('update payouts set amount = 0.20 where id = 3');
    expect(await agent('run', file, '--once')).toBe(1);
    expect(await outcome()).toEqual({ outcome: 'met', value: '0.9999999' });

    await target.exec('update payouts set amount = 100000.10 where id = 2');
    expect(await agent('run', file, '--once')).toBe(1);
    expect(await outcome()).toEqual({ outcome: 'not_met', value: '0.7999999' });
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
