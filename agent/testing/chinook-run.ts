import { z } from 'zod';
import { main } from '../main.ts';

const lineSchema = z.looseObject({ type: z.string() });
const runLineSchema = z.object({
  type: z.literal('run'),
  dataset: z.string(),
  kind: z.string(),
  verdict: z.string(),
  run: z.looseObject({
    groups: z
      .array(z.looseObject({ class: z.string(), field: z.string().nullable(), rowCount: z.number() }))
      .optional(),
  }),
  differences: z.array(
    z.looseObject({
      class: z.string(),
      key: z.record(z.string(), z.object({ value: z.string() })),
      field: z.string().optional(),
    }),
  ),
});
export type RunLine = z.infer<typeof runLineSchema>;

/** Runs the agent on a mapping file as a person would, and reads what it says. */
export async function runAgent(
  fixture: string,
  env: Record<string, string>,
): Promise<{ code: number; runs: RunLine[] }> {
  let out = '';
  const code = await main(['run', fixture, '--json'], {
    env,
    out: { write: (text) => (out += text) },
    err: { write: (text) => (out += text) },
  });
  const lines = out
    .trim()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)));
  return { code, runs: lines.filter((line) => line.type === 'run').map((line) => runLineSchema.parse(line)) };
}

/** What differs, as `dataset class field`: sorted keys. */
export function foundIn(runs: RunLine[]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const { dataset, differences } of runs) {
    for (const { class: rowClass, field, key } of differences) {
      const name = [dataset, rowClass, field].filter((part) => part !== undefined).join(' ');
      const id = Object.values(key)
        .map((part) => part.value)
        .join('/');
      all[name] = [...(all[name] ?? []), id];
    }
  }
  for (const ids of Object.values(all)) ids.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return all;
}

export const disagreeing = (runs: RunLine[]) =>
  runs
    .filter((one) => one.verdict !== 'match')
    .map((one) => `${one.dataset} ${one.kind}`)
    .sort();

/** Rows found alike by field-level runs, over all tables. */
export function identicalRows(runs: RunLine[]): number {
  const countsSchema = z.object({ counts: z.object({ identical: z.number() }) });
  return runs
    .filter((one) => one.kind === 'field_level')
    .reduce((sum, one) => sum + countsSchema.parse(one.run).counts.identical, 0);
}

export const fixtureOf = (name: string) => new URL(`../fixtures/${name}`, import.meta.url).pathname;
