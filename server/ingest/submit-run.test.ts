import { beforeAll, describe, expect, it } from 'vitest';
import type { RunInput } from '#core/run/schema.ts';
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

const daily = { everyMs: 86_400_000, graceMs: 3_600_000 };

let migration: MadeMigration;
let key: MadeKey;
let checkIds: Record<string, string>;

beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
  ({ checkIds } = await makeDatasets(migration, [
    {
      name: 'payouts',
      criticality: 'critical',
      keyColumns: ['id'],
      columns: [{ name: 'amount' }, { name: 'iban', sensitive: true }],
      checks: [
        { kind: 'record_count', schedule: daily },
        { kind: 'field_level', schedule: daily },
      ],
    },
  ]));
});

const check = (name: string) => checkIds[name] ?? 'no such check';
const submit = (run: RunInput, now = at(START)) => as(key.actor, now).ingest.submitRun(run);

describe('a run in one call', () => {
  it('is stored, judged and answered', async () => {
    const run = fieldRun({ checkId: check('payouts/field_level'), at: START }, { amount: 3 });
    const receipt = await submit(run);
    expect(receipt).toMatchObject({ runId: run.runId, state: 'completed', verdict: 'mismatch', replayed: false });
    const found = await as(migration.lead).run.get({ migrationId: migration.id, runId: run.runId });
    expect(found).toMatchObject({
      verdict: 'mismatch',
      payloadHash: receipt.payloadHash,
      text: '3 of 100 rows differ',
    });
    expect(found.groups).toMatchObject([{ class: 'modified', field: 'amount', rowCount: 3, estimated: true }]);
  });

  it('gives the first answer again to the same body, and names both hashes to another', async () => {
    const run = countRun({ checkId: check('payouts/record_count'), at: START });
    const first = await submit(run);
    expect(await submit(run, at('2026-03-02T10:00:00Z'))).toEqual({ ...first, replayed: true });
    const other = submit({ ...run, durationMs: 7 });
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT', cause: { problems: [{ pointer: '/runId' }] } });
    await expect(other).rejects.toMatchObject({
      cause: { problems: [{ message: expect.stringContaining(first.payloadHash) }] },
    });
  });
});
