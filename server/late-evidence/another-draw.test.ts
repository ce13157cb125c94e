import { beforeAll, describe, expect, test } from 'vitest';
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
import type { Base } from '../testing/runs.ts';
import { matching } from '../testing/runs-of-every-kind.ts';

let migration: MadeMigration;
let key: MadeKey;
beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
});

const NOW = new Date(START.getTime() + 3_600_000);
const push = (run: RunInput) => as(key.actor, at(NOW)).ingest.submitRun(run);
const supersededBy = async (runId: string) =>
  (await as(migration.lead).run.get({ migrationId: migration.id, runId })).supersededBy;

const kinds = ['field_level', 'noise_floor'] as const;
type Kind = (typeof kinds)[number];

/** A dataset of its own with both checks. */
async function makeChecks() {
  const name = `d${newId()}`;
  const checks = kinds.map((kind) => ({ kind, schedule: { everyMs: 86_400_000, graceMs: 3_600_000 } }));
  const { checkIds, datasetIds } = await makeDatasets(migration, [{ name, criticality: 'critical', checks }]);
  const base = (kind: Kind): Base => ({ checkId: checkIds[`${name}/${kind}`] ?? '', at: START });
  const open = async () => {
    const { items } = await as(migration.lead).discrepancy.list({ migrationId: migration.id, view: 'all' });
    return items.filter(({ datasetId }) => datasetId === datasetIds[name]);
  };
  return { base, open };
}

describe('a corrected sample looks at the rows that the old one drew', () => {
  type Draw = { seed: string | null; population?: number; compared?: number };
  /** It drew rows of a thousand; `modified` of them differ. */
  const draw = (kind: Kind, base: Base, modified: number, of: Draw): RunInput => {
    const made = matching(kind, base);
    if (made.kind !== 'field_level' && made.kind !== 'noise_floor') throw new Error('It is no run of rows.');
    const { seed, population = 1_000, compared = 100 } = of;
    const identical = compared - modified;
    return {
      ...made,
      coverage: { method: 'sample', population, compared, seed },
      counts: { ...made.counts, legacy: population, target: population, compared, identical, modified },
      fields: [{ name: 'amount', compared, matching: identical }],
    };
  };
  const a = { seed: 'a' };

  test.each(
    kinds.flatMap((kind): [Draw, Draw, typeof kind][] => [
      [a, { seed: 'b' }, kind],
      [a, { seed: null }, kind],
      [{ seed: null }, { seed: null }, kind],
      [{ seed: null }, a, kind],
      [a, { seed: 'a', population: 100 }, kind],
      [a, { seed: 'a', population: 2_000 }, kind],
    ]),
  )('%j is not replaced by %j: %s', async (was, is, kind) => {
    const { base, open } = await makeChecks();
    const old = draw(kind, base(kind), 10, was);
    await push(old);
    const found = await open();
    const receipt = await push({ ...draw(kind, base(kind), 0, is), supersedesRunId: old.runId });
    expect(receipt.waitsFor).toContain('the rows that it drew');
    expect(await supersededBy(old.runId)).toBeNull();
    expect((await open()).map(({ id }) => id)).toEqual(found.map(({ id }) => id));
  });

  test.each(kinds)('the same draw, and every row, replace it: %s', async (kind) => {
    for (const by of [
      (base: Base) => draw(kind, base, 0, a),
      (base: Base) => draw(kind, base, 0, { ...a, compared: 101 }),
      (base: Base) => ({
        ...draw(kind, base, 0, { ...a, compared: 1_000 }),
        coverage: { method: 'full' as const, population: 1_000, compared: 1_000 },
      }),
    ]) {
      const { base, open } = await makeChecks();
      const old = draw(kind, base(kind), 10, a);
      await push(old);
      const run = { ...by(base(kind)), supersedesRunId: old.runId };
      expect(await push(run)).toMatchObject({ waitsFor: null });
      expect(await open()).toEqual([]);
    }
  });
});
