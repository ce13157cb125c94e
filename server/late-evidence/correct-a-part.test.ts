import { beforeAll, expect, test } from 'vitest';
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

const MILLION = 1_000_000;
const kinds = ['field_level', 'event_order', 'schema'] as const;
const parts = {
  'a sample': { method: 'sample', population: MILLION, compared: 100, seed: 's' },
  'skipped chunks': { method: 'full', population: MILLION, compared: 100, skippedChunks: 3 },
} as const;

let migration: MadeMigration;
let key: MadeKey;
beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
});

const push = (run: RunInput) => as(key.actor, at(new Date(START.getTime() + 3_600_000))).ingest.submitRun(run);
const large = (run: RunInput): RunInput =>
  run.kind === 'field_level' ? { ...run, counts: { ...run.counts, legacy: MILLION, target: MILLION } } : run;

test.each(kinds.flatMap((kind) => (['a sample', 'skipped chunks'] as const).map((part) => ({ kind, part }))))(
  'a correction over everything of $part, $kind, waits where that knew of more',
  async ({ kind, part }) => {
    const name = `d${newId()}`;
    const checks = [{ kind, schedule: { everyMs: 86_400_000, graceMs: 3_600_000 } }];
    const { checkIds } = await makeDatasets(migration, [{ name, checks }]);
    const base = { checkId: checkIds[`${name}/${kind}`] ?? '', at: START };
    const old = { ...large(mismatching(kind, base)), coverage: parts[part] };
    await push(old);
    const { waitsFor } = await push({ ...matching(kind, base), supersedesRunId: old.runId });
    expect(waitsFor).toMatch(/of 1,000,000 (rows|events|columns)/);
    expect((await as(migration.lead).run.get({ migrationId: migration.id, runId: old.runId })).supersededBy).toBeNull();
  },
);
