import { beforeAll, describe, expect, test } from 'vitest';
import { checkKinds } from '#core/check/kinds.ts';
import type { RunInput } from '#core/run/schema.ts';
import { as } from '../testing/call.ts';
import { type MadeKey, makeDatasets, makeKey, makeMigration, START } from '../testing/factory.ts';
import type { Base } from '../testing/runs.ts';
import { matching, mismatching } from '../testing/runs-of-every-kind.ts';

type Kind = RunInput['kind'];

const NO_ROWS = {
  legacy: 0,
  target: 0,
  compared: 0,
  identical: 0,
  modified: 0,
  missingInTarget: 0,
  extraInTarget: 0,
  duplicateInTarget: 0,
  suspectedLegacy: 0,
  suspectedTarget: 0,
};

/** Some rows may still be in flight, some columns are known and were not compared, a few samples, a total that nobody knows. */
function inconclusive(kind: Kind, base: Base): RunInput {
  const run = matching(kind, base);
  switch (run.kind) {
    case 'record_count': {
      const early = new Date(new Date(base.at).getTime() - 3_600_000).toISOString();
      return { ...run, asOf: { ...run.asOf, legacy: { position: null, time: early } } };
    }
    case 'checksum':
      return { ...run, notCompared: [{ column: 'note', side: 'legacy' }] };
    case 'field_level':
    case 'noise_floor': {
      const counts = { ...run.counts, identical: 90, suspectedLegacy: 10, suspectedTarget: 10 };
      return { ...run, counts, fields: [{ name: 'amount', compared: 90, matching: 90 }] };
    }
    case 'aggregate':
      return {
        ...run,
        aggregates: [...run.aggregates, { name: 'nobody', keys: {}, legacy: null, target: null, unit: 'EUR' }],
      };
    case 'replication_lag':
      return { ...run, lag: { ...run.lag, samples: 3 } };
    case 'performance': {
      const side = { ...run.target, requests: 3, latency: [{ upToMs: '50', count: 3 }] };
      return { ...run, legacy: side, target: side, coverage: { ...run.coverage, population: 3, compared: 3 } };
    }
    case 'scenario':
      return { ...run, scenarios: run.scenarios.map((one) => ({ ...one, result: 'skipped' as const })) };
    default:
      return { ...run, coverage: { ...run.coverage, method: 'sample', population: 1_000 } };
  }
}

const day = (base: Base) => new Date(new Date(base.at).getTime() - 1_800_000).toISOString();
const fewer = (run: RunInput, coverage: Partial<RunInput['coverage']>): RunInput => ({
  ...run,
  coverage: { ...run.coverage, population: null, ...coverage },
});

const shapes: Record<string, (kind: Kind, base: Base) => RunInput> = {
  'one that matches': matching,
  'one that does not match': mismatching,
  'one that is inconclusive': inconclusive,
  'one that failed': (kind, base) => ({ ...matching(kind, base), failure: { message: 'no connection' } }),
  'one of a window': (kind, base) => ({
    ...matching(kind, base),
    window: { from: day(base), to: new Date(base.at).toISOString() },
  }),
  'a sample': (kind, base) => fewer(matching(kind, base), { method: 'sample', seed: 's' }),
  'one that skipped chunks': (kind, base) => fewer(matching(kind, base), { skippedChunks: 2 }),
  'one that compared nothing': (kind, base) => {
    const run = matching(kind, base);
    const none = fewer(run, { compared: 0 });
    if (none.kind === 'field_level' || none.kind === 'noise_floor') return { ...none, counts: NO_ROWS, fields: [] };
    return none.kind === 'record_count' ? { ...none, counts: { legacy: 0, target: 0 } } : none;
  },
  'one of another column': (kind, base) => {
    const run = matching(kind, base);
    if (run.kind !== 'field_level' && run.kind !== 'noise_floor') return run;
    return { ...run, fields: [{ name: 'note', compared: 100, matching: 100 }], columns: [] };
  },
};

const names = Object.keys(shapes);
const olds = { matched: matching, 'did not match': mismatching };
let key: MadeKey;
let checkIds: Record<string, string>;

beforeAll(async () => {
  const migration = await makeMigration();
  key = await makeKey(migration);
  const checks = checkKinds.map((kind) => ({
    kind,
    schedule: { everyMs: 86_400_000, graceMs: 3_600_000 },
    tolerances: kind === 'performance' ? { slaMs: '400' } : kind === 'replication_lag' ? { lagMs: 1_000 } : {},
  }));
  const datasets = Object.keys(olds).flatMap((old) =>
    names.map((shape) => ({ name: `${old} ${shape}`, criticality: 'critical' as const, checks })),
  );
  ({ checkIds } = await makeDatasets(migration, datasets));
});

describe.each(Object.entries(olds))('the only run of a check, which %s, is superseded by', (old, makeOld) => {
  describe.each(names)('%s', (shape) => {
    test.each(checkKinds)('%s', async (kind) => {
      const base = { checkId: checkIds[`${old} ${shape}/${kind}`] ?? '', at: START };
      const { ingest } = as(key.actor);
      const first = makeOld(kind, base);
      await ingest.submitRun(first);
      const made = shapes[shape]?.(kind, base) ?? first;
      const second = { ...made, supersedesRunId: first.runId };
      // What is refused says where; whatever is taken has been tried before, and can be sent again.
      const said = await ingest.validateRun(second).catch((error: unknown) => error);
      if (said instanceof Error) return expect(said).toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
      const { stored: _, ...answer } = said as { stored: false };
      expect(await ingest.submitRun(second)).toMatchObject(answer);
      expect(await ingest.submitRun(second)).toMatchObject({ ...answer, replayed: true });
    });
  });
});
