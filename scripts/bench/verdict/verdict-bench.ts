import type { Bench, BenchOptions } from '../bench.ts';
import { openBenchDatabase } from '../faults/bench-database.ts';
import { type Figure, medianOf, ratiosOf } from '../figure.ts';
import { interleave } from '../interleave.ts';
import type { Density } from './fill-evidence.ts';

const DATASETS = 500;
const FULL: Density = { days: 90, everyDays: 1, aDay: 6 };
/** A hundredth: a run every eighteenth day. */
const HUNDREDTH: Density = { days: 90, everyDays: 18, aDay: 1 };
const ROUNDS = 15;

export const verdictBench: Bench = {
  about: 'The verdict of 2,000 checks with a million runs against a hundredth of them, and against reading one row',
  run: async (options) => {
    const close = await openBenchDatabase();
    try {
      return await measure(options);
    } finally {
      await close();
    }
  },
};

/** The server's modules read DATABASE_URL when they are loaded, so they are loaded once there is one. */
async function measure(options: BenchOptions): Promise<Figure[]> {
  const { quick, count: aDay = quick ? 2 : FULL.aDay, say } = options;
  const { makeLarge, verdictOnly, oneRow, close } = await import('./large-migration.ts');
  const datasets = quick ? 10 : DATASETS;
  try {
    const many = await makeLarge(datasets, { ...FULL, aDay });
    say(`${many.runs.toLocaleString('en')} runs of ${many.checks} checks`);
    const few = await makeLarge(datasets, HUNDREDTH);
    say(`${few.runs.toLocaleString('en')} runs of ${few.checks} checks`);
    const [row, ours, less] = await interleave(
      options,
      [() => timed(() => oneRow(many), 50), () => timed(() => verdictOnly(many)), () => timed(() => verdictOnly(few))],
      ROUNDS,
    );
    if (!row || !ours || !less) throw new Error('Something was not measured.');
    const ms = (values: readonly number[]) => `${medianOf(values).toPrecision(3)} ms`;
    return [
      {
        what: `verdict, ${many.runs.toLocaleString('en')} runs against ${few.runs.toLocaleString('en')}`,
        unit: '×',
        values: ratiosOf(ours, less),
        goal: { atMost: 1.5 },
        note: `${ms(ours)}, ${ms(less)}`,
      },
      {
        what: 'verdict against reading one row by its primary key',
        unit: '×',
        values: ratiosOf(ours, row),
        goal: { atMost: 20 },
        note: `${ms(ours)}, ${ms(row)}`,
      },
    ];
  } finally {
    await close();
  }
}

/** Milliseconds of one call. */
async function timed(call: () => Promise<unknown>, times = 1): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < times; i += 1) await call();
  return (performance.now() - started) / times;
}
