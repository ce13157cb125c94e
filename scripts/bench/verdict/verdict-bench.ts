import type { Bench, BenchOptions } from '../bench.ts';
import { openBenchDatabase } from '../faults/bench-database.ts';
import { type Figure, medianOf, ratiosOf } from '../figure.ts';
import { interleave } from '../interleave.ts';

const DATASETS = 500;
const DAYS = 90;
/** Every day so many runs of each check: 1,800,000 of 2,000 checks. */
const A_DAY = 10;
/** One run in so many days is a hundredth of them. */
const hundredth = (aDay: number) => Math.round(100 / aDay);
const ROUNDS = 15;
/** Calls that are measured as one: they take less than a millisecond each. */
const CALLS = 50;

export const verdictBench: Bench = {
  about:
    'The verdict of 2,000 checks with over a million runs against a hundredth of them, and against reading one row',
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
  const { quick, count: aDay = A_DAY, say } = options;
  const { makeLarge, loosen, askVerdict, askGate, writeRun, writePlan, oneRow, close } = await import(
    './large-migration.ts'
  );
  const datasets = quick ? 3 : DATASETS;
  try {
    const many = await makeLarge(datasets, { days: DAYS, everyDays: 1, aDay });
    say(`${many.runs.toLocaleString('en')} runs of ${many.checks} checks`);
    const few = await makeLarge(datasets, { days: DAYS, everyDays: hundredth(aDay), aDay: 1 });
    say(`${few.runs.toLocaleString('en')} runs of ${few.checks} checks`);
    const waiting = await makeLarge(datasets, { days: DAYS, everyDays: hundredth(aDay), aDay: 1 });
    await loosen(waiting);
    const asked = (large: typeof many) => async () => {
      await askVerdict(large);
      return await timed(() => askVerdict(large), CALLS);
    };
    const after = (write: typeof writeRun, large: typeof many) => async () => {
      await write(large);
      return await timed(() => askVerdict(large));
    };
    const [row, ...measured] = await interleave(
      options,
      [
        () => timed(() => oneRow(many), CALLS),
        asked(many),
        asked(few),
        after(writeRun, many),
        after(writeRun, few),
        after(writePlan, many),
        after(writePlan, few),
        () => timed(() => askGate(many)),
        () => timed(() => askGate(few)),
        after(writeRun, waiting),
        () => timed(() => askGate(waiting)),
      ],
      ROUNDS,
    );
    const [page, run, plan, gate] = [0, 2, 4, 6].map((i) => ({
      ours: measured[i] ?? [],
      less: measured[i + 1] ?? [],
      row: row ?? [],
    }));
    return [
      ...figuresOf('verdict.get, nothing changed since', page, { few: 1.5, row: 20 }),
      ...figuresOf('verdict.get after a run', run, { few: 1.5 }),
      // Trends are drawn again, of thirty days with evidence against three.
      ...figuresOf('verdict.get after a change of the plan', plan, {}),
      ...figuresOf('gate.check, always computed', gate, { few: 1.5 }),
      twice('verdict.get after a run', measured[8] ?? [], measured[3] ?? []),
      twice('gate.check', measured[9] ?? [], measured[7] ?? []),
    ];
  } finally {
    await close();
  }
}

type Measured = { ours: readonly number[]; less: readonly number[]; row: readonly number[] };

/** `atMost`: the bars; what has none is only reported. */
function figuresOf(name: string, measured: Measured | undefined, atMost: { few?: number; row?: number }): Figure[] {
  const { ours = [], less = [], row = [] } = measured ?? {};
  const ms = (values: readonly number[]) => `${medianOf(values).toPrecision(3)} ms`;
  return [
    {
      what: `${name}: against a hundredth of the runs`,
      unit: '×',
      values: ratiosOf(ours, less),
      goal: atMost.few === undefined ? null : { atMost: atMost.few },
      note: `${ms(ours)}, ${ms(less)}`,
    },
    {
      what: `${name}: against reading one row`,
      unit: '×',
      values: ratiosOf(ours, row),
      goal: atMost.row === undefined ? null : { atMost: atMost.row },
      note: `${ms(ours)}, ${ms(row)}`,
    },
  ];
}

/** With a change of the plan that waits there are two judgements of the same evidence. */
function twice(name: string, ours: readonly number[], less: readonly number[]): Figure {
  const ms = (values: readonly number[]) => `${medianOf(values).toPrecision(3)} ms`;
  return {
    what: `${name}, while a change of the plan waits: against nothing that waits`,
    unit: '×',
    values: ratiosOf(ours, less),
    goal: { atMost: 2.2 },
    note: `${ms(ours)}, ${ms(less)}`,
  };
}

/** Milliseconds of one call. */
async function timed(call: () => Promise<unknown>, times = 1): Promise<number> {
  const started = performance.now();
  for (let i = 0; i < times; i += 1) await call();
  return (performance.now() - started) / times;
}
