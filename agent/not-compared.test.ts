import { beforeAll, expect, it } from 'vitest';
import { type BothSides, legacyPairs, openBothSides } from './testing/both-sides.ts';
import { describeEngines } from './testing/database-kit.ts';
import { runCheck } from './testing/run-check.ts';

describeEngines(legacyPairs, 'columns of one side, $engines.0 to PostgreSQL, hashed by $hash', ({ engines, hash }) => {
  let both: BothSides;
  const gone = [{ column: 'gone', side: 'legacy' }];

  beforeAll(async () => {
    both = await openBothSides(engines[0], hash);
    await both.legacy.exec('create table half (id int primary key, a int, gone int)');
    await both.target.exec('create table half (id int primary key, a int)');
    await both.legacy.exec('insert into half values (1, 1, 1), (2, 2, 2)');
    await both.target.exec('insert into half values (1, 1), (2, 2)');
  });

  it.each(['field_level', 'checksum'] as const)('are named by %s, which proves no match', async (kind) => {
    const { run, verdict } = await runCheck(kind, { name: 'half' }, both.sides);
    expect(verdict).toBe('inconclusive');
    expect(run).toMatchObject({ notCompared: gone });
  });

  it.each(['field_level', 'checksum'] as const)('hide no difference from %s', async (kind) => {
    await both.target.exec('update half set a = 9 where id = 2');
    const { verdict } = await runCheck(kind, { name: 'half' }, both.sides);
    await both.target.exec('update half set a = 2 where id = 2');
    expect(verdict).toBe('mismatch');
  });

  it.each(['field_level', 'checksum'] as const)('may be left out of %s on purpose', async (kind) => {
    const columns = [{ name: 'gone', ignore: true }];
    const { run, verdict } = await runCheck(kind, { name: 'half', columns }, both.sides);
    expect(verdict).toBe('match');
    expect(run).not.toHaveProperty('notCompared');
  });
});
