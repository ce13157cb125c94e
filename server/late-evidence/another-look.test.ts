import { beforeAll, describe, expect, it, test } from 'vitest';
import type { RunInput } from '#core/run/schema.ts';
import { newId } from '../new-id.ts';
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
import { matching, mismatching } from '../testing/runs-of-every-kind.ts';

let migration: MadeMigration;
let key: MadeKey;
beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
});

const push = (run: RunInput) => as(key.actor, at(new Date(START.getTime() + 3_600_000))).ingest.submitRun(run);
const supersededBy = async (runId: string) =>
  (await as(migration.lead).run.get({ migrationId: migration.id, runId })).supersededBy;

const kinds = ['field_level', 'noise_floor'] as const;

/** A check of a dataset of its own. */
async function makeCheck(kind: (typeof kinds)[number], keyColumns: string[]) {
  const name = `d${newId()}`;
  const checks = [{ kind, schedule: { everyMs: 86_400_000, graceMs: 3_600_000 } }];
  const { checkIds } = await makeDatasets(migration, [{ name, keyColumns, checks }]);
  return { checkId: checkIds[`${name}/${kind}`] ?? '', at: START };
}

describe.each(kinds)('a corrected run that pairs its rows by other columns: %s', (kind) => {
  const cases: [keyColumns: string[], pairedBy: string[] | undefined, text: string][] = [
    [['id'], ['note'], 'by note'],
    [['id'], ['id', 'note'], 'by id and note'],
    [['id'], [], 'by no column'],
    [[], ['note'], 'by note'],
    [[], undefined, 'by columns that it does not name'],
  ];

  test.each(cases)('the key %j: %j waits for a second person', async (keyColumns, pairedBy, text) => {
    for (const order of ['in order', 'the other way round']) {
      const base = await makeCheck(kind, keyColumns);
      const old = mismatching(kind, base);
      const by = { ...matching(kind, base), pairedBy, supersedesRunId: old.runId } as RunInput;
      const receipts = [];
      for (const run of order === 'in order' ? [old, by] : [by, old]) receipts.push(await push(run));
      if (order === 'in order') expect(receipts[1]?.waitsFor).toContain(`rows paired by id (it pairs them ${text})`);
      expect(await supersededBy(old.runId)).toBeNull();
    }
  });

  it('counts at once by the same, however it is written', async () => {
    for (const keyColumns of [['id'], []]) {
      const base = await makeCheck(kind, keyColumns);
      const old = mismatching(kind, base);
      await push(old);
      const by = { ...matching(kind, base), pairedBy: ['I_D'], supersedesRunId: old.runId } as RunInput;
      expect(await push(by)).toMatchObject({ waitsFor: null });
      expect(await supersededBy(old.runId)).toBe(by.runId);
    }
  });
});

it('waits where it no longer names a column that only one side had', async () => {
  const notCompared = [{ column: 'secret', side: 'legacy' as const }];
  const correctedBy = async (change: (run: RunInput) => RunInput) => {
    const base = await makeCheck('field_level', ['id']);
    const old = { ...matching('field_level', base), notCompared } as RunInput;
    expect(await push(old)).toMatchObject({ verdict: 'inconclusive' });
    return await push(change({ ...matching('field_level', base), supersedesRunId: old.runId }));
  };
  expect((await correctedBy((run) => run)).waitsFor).toContain('the column secret');
  const naming = (run: RunInput) => ({ ...run, notCompared }) as RunInput;
  expect(await correctedBy(naming)).toMatchObject({ waitsFor: null, verdict: 'inconclusive' });
});
