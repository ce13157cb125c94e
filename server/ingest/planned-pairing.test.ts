import { beforeAll, expect, test } from 'vitest';
import { HOUR_MS } from '#core/time/units.ts';
import { as } from '../testing/call.ts';
import {
  at,
  type MadeKey,
  type MadeMigration,
  makeDatasets,
  makeKey,
  makeMigration,
  START,
} from '../testing/factory.ts';
import { countRun, fieldRun } from '../testing/runs.ts';

let migration: MadeMigration;
let key: MadeKey;
beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
});

const after = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);

/** A dataset that had a key when evidence of it came, and that has another one since, which nobody has approved. */
async function makeChanged(name: string, approved: object, standing: object, others: string[] = []) {
  const checks = (['record_count', 'field_level'] as const).map((kind) => ({
    kind,
    schedule: { everyMs: 86_400_000, graceMs: 3_600_000 },
  }));
  const columns = [{ name: 'amount' }, { name: 'note' }];
  const { checkIds } = await makeDatasets(migration, [{ name, checks, columns, ...approved }]);
  const push = (hours: number, pairedBy: string[], rows: Parameters<typeof fieldRun>[1] = {}, more: string[] = []) => {
    const run = fieldRun({ checkId: checkIds[`${name}/field_level`] ?? '', at: after(hours) }, rows, [
      ...(pairedBy.includes('note') ? [] : ['note']),
      ...more,
    ]);
    return as(key.actor, at(after(hours))).ingest.submitRun({ ...run, pairedBy });
  };
  const count = (hours: number) =>
    as(key.actor, at(after(hours))).ingest.submitRun(
      countRun({ checkId: checkIds[`${name}/record_count`] ?? '', at: after(hours) }),
    );
  await count(0);
  await push(1, ['id'], { missing: 50, extra: 50 }, others);
  await makeDatasets(migration, [{ name, checks, columns, ...approved, ...standing }], at(after(2)));
  const latest = async () =>
    (await as(migration.lead, at(after(9))).evidence.overview({ migrationId: migration.id })).datasets
      .find((dataset) => dataset.name === name)
      ?.checks.find(({ kind }) => kind === 'field_level');
  return { push, count, latest };
}

const keys = (...keyColumns: string[]) => ({ keyColumns });
const alias = { columns: [{ name: 'amount' }, { name: 'note' }, { name: 'other', legacy: 'id' }] };

test.each<[string, object, object, string]>([
  ['another key', keys('id'), keys('note'), 'note'],
  ['no key', keys('id'), keys(), 'note'],
  ['a key where there was none', keys(), keys('note'), 'note'],
  ['another column that is called as the key', keys('id'), alias, 'other'],
])('a change of the plan that nobody has approved lets no other pairing pass: %s', async (name, was, is, other) => {
  const { push, count, latest } = await makeChanged(name, was, is);
  expect(await push(3, [other])).toMatchObject({ verdict: 'inconclusive' });
  await count(4);
  expect(await latest()).toMatchObject({
    lastVerdict: 'inconclusive',
    lastText: expect.stringContaining(`paired by ${other}, `),
  });
  expect(await push(5, ['id'])).toMatchObject({ verdict: 'match' });
  await count(6);
  expect(await latest()).toMatchObject({ lastVerdict: 'match' });
});

test('nor does it let a column be forgotten that an earlier run knew, whatever is counted then', async () => {
  const ignored = { columns: [{ name: 'amount' }, { name: 'note' }, { name: 'more', ignore: true }] };
  const { push, count, latest } = await makeChanged('a column to ignore', keys('id'), ignored, ['more']);
  for (const hours of [3, 4]) expect(await push(hours, ['id'])).toMatchObject({ verdict: 'inconclusive' });
  await count(5);
  expect(await latest()).toMatchObject({
    lastVerdict: 'inconclusive',
    lastText: expect.stringContaining('never compared: more'),
  });
});
