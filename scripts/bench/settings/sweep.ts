import { createMasking } from '#agent/check/masking.ts';
import type { SupportedKind } from '#agent/check/registry.ts';
import { connectionSchema } from '#agent/connector/registry.ts';
import type { Executed } from '#agent/job/job.ts';
import { BlackoutWatch } from '#agent/limits/blackout-watch.ts';
import { executeJob } from '#agent/run/execute-job.ts';
import { withSides } from '#agent/run/open-sides.ts';
import { datasetDefinitionSchema } from '#core/dataset/schema.ts';
import { type Attempt, type HostileServer, type Pair, textOf } from './attempt.ts';

const KINDS: readonly SupportedKind[] = ['field_level', 'checksum', 'record_count'];
const SAMPLE = { rows: 90, seed: 'sweep' };

/** What became of settings: each is the same or refused. `different` must stay empty. */
export type Swept = { same: number; refused: Map<string, string>; different: string[] };

/**
 * Compares under hostile settings and holds what comes out against what comes out without them. Settings are tried `together` at a
 * time; where some of them are refused or change something, halves are tried until it is known which.
 */
export async function sweep(
  server: HostileServer,
  attempts: readonly Attempt[],
  options: { together: number; say: (line: string) => void; signal: AbortSignal },
): Promise<Swept> {
  const swept: Swept = { same: 0, refused: new Map(), different: [] };
  const clean = await outcomes(server.pairs, options.signal);
  if (clean.some(({ refusal }) => refusal !== undefined))
    throw new Error(`Without any setting: ${JSON.stringify(clean)}`);
  const tryOut = async (some: readonly Attempt[]): Promise<void> => {
    options.signal.throwIfAborted();
    const undo = await server.apply(some);
    const found = await outcomes(server.pairs, options.signal).finally(undo);
    const refusal = found.find((one) => one.refusal !== undefined)?.refusal;
    const changed = found.findIndex(({ refusal, text }, i) => refusal === undefined && text !== clean[i]?.text);
    if (refusal === undefined && changed < 0) {
      swept.same += some.length;
    } else if (some.length > 1) {
      const half = Math.ceil(some.length / 2);
      await tryOut(some.slice(0, half));
      await tryOut(some.slice(half));
    } else if (changed >= 0) {
      swept.different.push(`${some.map(textOf).join()}: ${found[changed]?.text} instead of ${clean[changed]?.text}`);
      options.say(`DIFFERENT: ${swept.different.at(-1)?.slice(0, 300)}`);
    } else {
      swept.refused.set(some.map(textOf).join(), refusal ?? '');
      options.say(`refused: ${some.map(textOf).join()}: ${refusal?.slice(0, 160)}`);
    }
  };
  for (const batch of batchesOf(attempts, options.together)) await tryOut(batch);
  return swept;
}

/** No setting stands twice in a batch. */
function batchesOf(attempts: readonly Attempt[], together: number): Attempt[][] {
  const batches: Attempt[][] = [];
  for (const attempt of attempts) {
    const fits = (batch: Attempt[]) => batch.length < together && batch.every(({ name }) => name !== attempt.name);
    const batch = batches.find(fits);
    if (batch) batch.push(attempt);
    else batches.push([attempt]);
  }
  return batches;
}

/** One for each check: what it found, or why it could not compare. */
type Outcome = { text: string; refusal?: string };

async function outcomes(pairs: readonly Pair[], signal: AbortSignal): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for (const pair of pairs) all.push(...(await outcomesOf(pair, signal)));
  return all;
}

async function outcomesOf(pair: Pair, signal: AbortSignal): Promise<Outcome[]> {
  const file = { legacy: connectionSchema.parse(pair.legacy), target: connectionSchema.parse(pair.target) };
  const open = { applicationName: 'settings sweep', baseFolder: '/', signal };
  const blackout = new BlackoutWatch();
  const jobs = pair.tables.flatMap(({ name, keyColumns }) => {
    const dataset = datasetDefinitionSchema.parse({ name, legacyRef: name, targetRef: name, keyColumns });
    const job = { checkId: null, dataset, lagMs: 1, sampling: null, schedule: { everyMs: 60_000, graceMs: 60_000 } };
    return [...KINDS.map((kind) => ({ ...job, kind })), { ...job, kind: KINDS[0] ?? 'field_level', sampling: SAMPLE }];
  });
  try {
    return await withSides(file, open, blackout, async (sidesFor) => {
      const found: Outcome[] = [];
      for (const job of jobs) {
        const executed = await executeJob(job, {
          sidesFor,
          blackout,
          currency: 'EUR',
          masking: createMasking('settings'),
          configHash: 'settings',
          signal,
          onProgress: () => {},
          onNotice: () => {},
          clean: (message) => message,
        });
        found.push(outcomeOf(executed));
      }
      return found;
    });
  } catch (error) {
    const refusal = error instanceof Error ? error.message : String(error);
    return jobs.map(() => ({ text: '', refusal }));
  }
}

function outcomeOf({ job, run, differences, verdict }: Executed): Outcome {
  if (run.failure) return { text: '', refusal: run.failure.message };
  const { kind } = run;
  const listed = differences
    .map(({ observedAt: _, ...one }) => JSON.stringify(one))
    .sort()
    .join('\n');
  const counts = 'counts' in run ? run.counts : {};
  const checksums = 'checksums' in run ? run.checksums : [];
  return { text: JSON.stringify([job.dataset.name, kind, verdict, counts, checksums, listed]) };
}
