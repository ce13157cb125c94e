import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { datasetDefinitionSchema } from '../../../core/dataset/schema.ts';
import { planComparison } from '../../pairing/plan-comparison.ts';
import { openTestSource } from '../../testing/run-check.ts';

it('never takes the answer to one request for that to another, where a snapshot is closed while it reads', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'parallax-agent-')), 'a.db');
  const db = new DatabaseSync(file);
  db.exec(`create table t (id integer primary key, v text);
    insert into t select value, 'x' from (with recursive n(value) as (select 1 union all select value + 1 from n limit 20000) select value from n)`);
  db.close();
  const source = await openTestSource({ engine: 'sqlite', file });
  const table = await source.describe('t');
  const dataset = datasetDefinitionSchema.parse({ name: 't', legacyRef: 't', targetRef: 't' });
  const plan = planComparison(dataset, table, table).legacy;
  for (let i = 0; i < 5; i++) {
    const snapshot = await source.snapshot('scan');
    const reading = snapshot.sumBuckets(plan, { kind: 'hash', buckets: 7 }).catch((error: unknown) => error);
    await snapshot.close();
    expect(await reading).toBeInstanceOf(Error);
    expect((await source.describe('t')).name).toBe('t');
  }
});
