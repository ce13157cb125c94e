import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Figure, figureSchema, type Goal, isMet, medianOf } from './figure.ts';

const FOLDER = 'test-results';

const reportSchema = z.strictObject({
  bench: z.string(),
  at: z.string(),
  quick: z.boolean(),
  seed: z.int(),
  seconds: z.number(),
  machine: z.string(),
  figures: z.array(figureSchema.extend({ median: z.number(), met: z.boolean().nullable() })),
});
export type Report = z.infer<typeof reportSchema>;

export function reportOf(
  made: Pick<Report, 'bench' | 'quick' | 'seed' | 'seconds'>,
  figures: readonly Figure[],
): Report {
  return {
    ...made,
    at: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    figures: figures.map((figure) => ({
      ...figure,
      median: medianOf(figure.values),
      met: made.quick ? null : isMet(figure),
    })),
  };
}

const fileOf = (bench: string) => join(FOLDER, `bench-${bench}.json`);

export function writeReport(report: Report): string {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(report.bench), `${JSON.stringify(report, null, 2)}\n`);
  return fileOf(report.bench);
}

export const forgetReport = (bench: string): void => rmSync(fileOf(bench), { force: true });

/** Null where the bench left none. */
export function readReport(bench: string): Report | null {
  const file = fileOf(bench);
  return existsSync(file) ? reportSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

/** Median, range, goal and whether it was met, a line for each figure. */
export function tableOf(reports: readonly Report[]): string {
  const rows = reports.flatMap(({ bench, figures }) =>
    figures.map(({ what, values, median, unit, goal, met, note }) => [
      bench,
      what,
      `${short(median)} ${unit}`,
      values.length > 1 ? `${short(Math.min(...values))} … ${short(Math.max(...values))}` : '',
      goal === null ? '' : goalText(goal),
      met === null ? '' : met ? 'met' : 'MISSED',
      note ?? '',
    ]),
  );
  const lines = [['bench', 'what', 'median', 'range', 'goal', '', ''], ...rows];
  const widths = lines.reduce<number[]>(
    (known, line) => line.map((cell, i) => Math.max(known[i] ?? 0, cell.length)),
    [],
  );
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const goalText = (goal: Goal) => ('atLeast' in goal ? `≥ ${short(goal.atLeast)}` : `≤ ${short(goal.atMost)}`);

/** Three digits that count. */
function short(value: number): string {
  return Math.abs(value) >= 100 || Number.isInteger(value)
    ? String(Math.round(value))
    : String(Number(value.toPrecision(3)));
}
