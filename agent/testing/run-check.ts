import { afterAll, expect } from 'vitest';
import type { z } from 'zod';
import { datasetDefinitionSchema } from '../../core/dataset/schema.ts';
import { tallyDifferences } from '../../core/run/tally.ts';
import { findCountProblems } from '../../core/run/tie-counts.ts';
import { findNameProblems } from '../../core/run/tie-names.ts';
import type { Sides } from '../check/check.ts';
import { createMasking } from '../check/masking.ts';
import type { SupportedKind } from '../check/registry.ts';
import type { Source } from '../connector/connector.ts';
import type { DescribedTable } from '../connector/plan.ts';
import { type ConnectionInput, connectionSchema, openSource } from '../connector/registry.ts';
import type { Executed } from '../job/job.ts';
import { BlackoutWatch } from '../limits/blackout-watch.ts';
import { executeJob } from '../run/execute-job.ts';

/** A dataset as a person would write it; both tables have its name unless said otherwise. */
export type DatasetInput = Partial<z.input<typeof datasetDefinitionSchema>> & { name: string };

export async function openSides(legacy: ConnectionInput, target: ConnectionInput): Promise<Sides> {
  const sides = { legacy: await openTestSource(legacy), target: await openTestSource(target) };
  return sides;
}

export async function openTestSource(input: ConnectionInput): Promise<Source> {
  const signal = new AbortController().signal;
  const source = await openSource(connectionSchema.parse(input), {
    applicationName: 'agent test',
    baseFolder: '/',
    signal,
  });
  afterAll(() => source.close());
  return source;
}

/** The same source, some of its tables' facts changed: `hashIdentity: null` hashes rows as between different engines. */
export function describedAs(source: Source, facts: Partial<DescribedTable>): Source {
  return { ...source, describe: async (ref) => ({ ...(await source.describe(ref)), ...facts }) };
}

export type CheckOptions = {
  lagMs?: number;
  sampling?: { rows: number; seed?: string } | null;
  maskingKey?: string;
  signal?: AbortSignal;
};

/** Executes one check, and holds what it says against the rules by which Parallax accepts a run. */
export async function runCheck<K extends SupportedKind>(
  kind: K,
  input: DatasetInput,
  sides: Sides,
  options: CheckOptions = {},
): Promise<Executed & { run: Extract<Executed['run'], { kind: K }> }> {
  const dataset = datasetDefinitionSchema.parse({ legacyRef: input.name, targetRef: input.name, ...input });
  const { lagMs = 0, sampling = null } = options;
  const job = { checkId: null, kind, dataset, lagMs, sampling, schedule: { everyMs: 60_000, graceMs: 60_000 } };
  const executed = await executeJob(job, {
    sidesFor: () => sides,
    blackout: new BlackoutWatch(),
    currency: 'EUR',
    masking: createMasking(options.maskingKey ?? 'a masking key for tests'),
    configHash: 'test',
    clean: (message) => message,
    signal: options.signal ?? new AbortController().signal,
    onProgress: () => {},
    onNotice: () => {},
  });
  expect(findCountProblems(executed.run, tallyDifferences(executed.differences), new Date())).toEqual([]);
  if ('fields' in executed.run) expect(findNameProblems(executed.run, dataset)).toEqual([]);
  if (!isKind(executed, kind)) throw new Error(`expected ${kind}, got ${executed.run.kind}`);
  return executed;
}

function isKind<K extends SupportedKind>(
  executed: Executed,
  kind: K,
): executed is Executed & { run: Extract<Executed['run'], { kind: K }> } {
  return executed.run.kind === kind;
}

/** Key values of the listed differences of a class (and field), sorted; composite keys joined by a slash. */
export function keysOf({ differences }: Executed, rowClass: string, field?: string): string[] {
  return differences
    .filter((one) => one.class === rowClass && (field === undefined || one.field === field))
    .map(({ key }) =>
      Object.values(key)
        .map((part) => ('value' in part ? part.value : part.masked))
        .join('/'),
    )
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
