import type { CheckKind } from '../../check/kinds.ts';
import { evaluateCriterion, metricOf } from '../../criteria/registry.ts';
import { type CriterionDefinition, criterionDefinitionSchema } from '../../criteria/schema.ts';
import { type Run, runSchema } from '../../run/schema.ts';
import { tallyDifferences } from '../../run/tally.ts';
import { findCountProblems } from '../../run/tie-counts.ts';
import { findMoneyProblems } from '../../run/tie-money.ts';
import { findNameProblems } from '../../run/tie-names.ts';
import { buildEvidence, idOf } from '../build-evidence.ts';
import { type ClaimedMetric, deserved } from './deserved.ts';
import { type Defect, defects, honestRun, kinds, type RunJson, type World } from './honest-runs.ts';
import { type Draw, type Mutation, mutate } from './mutate.ts';
import { isGone, sightingsOf } from './sightings.ts';
import { type Open, spansOf } from './spans.ts';

const PLAN = { columns: [], keyColumns: ['id'] };
const MONEY = { moneyColumn: 'amount', keyColumns: ['id'], currency: 'EUR' };
const NOW = '2026-11-11T12:30:00.000Z';
/** Judged a moment after the last run came. */
const nowMs = Date.parse(NOW) + 1_000;
const before = (seconds: number) => new Date(Date.parse(NOW) - seconds * 1_000).toISOString();
/** Overdue by now, so that nothing of it stands in for what a hostile run leaves out. */
const YESTERDAY = before(26 * 3_600);
const EARLIER = before(60);
const NEWEST = before(1);

/** Not what is usually asked, so that honest runs of a world without defects meet everything. */
const unusual: Partial<Record<ClaimedMetric, Partial<CriterionDefinition>>> = {
  critical_free_streak: { threshold: '1' },
  discrepancy_rate: { threshold: '0.01' },
  response_time_at_peak: { threshold: '400' },
  money: { options: { weighting: 'money' } },
};
const askedNames = Object.keys(deserved).filter((name): name is ClaimedMetric => name in deserved);
/** What is asked of each metric that has a claim. `money` is the row match rate by money. */
const asked = new Map(
  askedNames.map((name) => {
    const metric = name === 'money' ? 'row_match_rate' : name;
    return [name, criterionDefinitionSchema.parse({ metric, ...metricOf(metric).usual, ...unusual[name] })] as const;
  }),
);

const finderOf = {
  modified: 'field_level',
  missing: 'field_level',
  checksum: 'checksum',
  aggregate: 'aggregate',
  schema: 'schema',
  order: 'event_order',
  lag: 'replication_lag',
  slow: 'performance',
  scenario: 'scenario',
} as const satisfies Record<Defect, CheckKind>;

export type Hostile = {
  /** What was done, in words. */
  words: string;
  /** Whether any of the hostile runs was taken at all. */
  taken: boolean;
  /** Criteria that are met, and discrepancies that are closed, and do not deserve it. */
  undeserved: string[];
  /** How many criteria are not met. */
  unmet: number;
};

/**
 * A migration that was clean yesterday. Today it is so, or something is really wrong and honest runs have said so; then comes a hostile
 * run, which takes the place of the honest one of its kind, or follows it: what an honest agent would have sent, of the world as it is
 * or of one without defects, with one or two things changed.
 *
 * Left out by the oracle is nothing but the complete, consistent lie: a run that claims every row, column, segment, event and total,
 * whole, now, in numbers that tie to each other and to the record count. No one who sees runs only can tell it from the truth.
 */
export function sendHostileRun(draw: Draw): Hostile {
  const world: World = {
    rows: draw.pick([100, 1_000, 20_000]),
    columns: ['amount', 'note', 'status'].slice(0, 1 + draw.int(3)),
    segments: draw.pick([1, 10, 100]),
    requests: draw.pick([1_000, 5_000]),
    defects: draw.pick([1, 20, 50]),
  };
  const defect: Defect | null = draw.int(2) === 0 ? null : draw.pick(defects);
  // What finds the defect would have to hide it, and rows are what most criteria rest on.
  const usual = draw.pick<CheckKind>(['field_level', draw.pick(kinds)]);
  const kind = defect !== null && draw.int(3) === 0 ? finderOf[defect] : usual;
  const base = draw.int(3) === 0 ? defect : null;
  const follows = defect !== null || draw.int(2) === 0;
  const counts = draw.int(3) === 0 ? countsOfSizes(world, draw) : [];
  const first = firstRun(kind, world, base, counts, draw);
  const second = draw.int(2) === 0 ? null : mutate(first.run, draw);
  const alsoKind = draw.int(4) === 0 ? draw.pick(kinds) : null;
  const also = alsoKind && alsoKind !== kind ? mutate(honestRun(alsoKind, world, base, NEWEST, 91), draw) : null;
  const sent = [...counts.map(({ run }) => run), second?.run ?? first.run, ...(also ? [also.run] : [])];
  const alsoCounts =
    kind !== 'record_count' && alsoKind !== 'record_count' && (counts.length === 0 || draw.int(2) === 0);
  const replaced = new Set<string>(follows ? [] : [kind, ...(also ? [alsoKind ?? ''] : [])]);
  const honest = kinds.flatMap((each, i) => [
    honestRun(each, world, null, YESTERDAY, 1 + i),
    ...(replaced.has(each) ? [] : [honestRun(each, world, defect, EARLIER, 30 + i)]),
    // At the same moment as a hostile run of rows: counts tie to it.
    ...(each === 'record_count' && alsoCounts ? [honestRun(each, world, defect, NEWEST, 60)] : []),
  ]);
  const taken = sent.flatMap((run) => accepted(run) ?? []);
  const runs = [...honest.flatMap((run) => accepted(run) ?? []), ...taken];
  const words = [
    `${defect ?? 'clean'}, ${kind} of ${base ?? 'a clean world'} ${follows ? 'after' : 'instead of'} the honest one: ${first.words}`,
    ...(second ? [second.words] : []),
    ...counts.map(({ words }) => words),
    ...(also ? [`${alsoKind} ${also.words}`] : []),
  ].join('; ');
  const claims = { runs, world, nowMs };
  const spans = spansOf(standing(runs), world, idOf('payouts'), NOW);
  const met = metBy(runs, world, spans);
  const undeserved = [
    ...met.filter((name) => !deserved[name](claims)),
    ...closedOf(spans).filter((name) =>
      sightingsOf(claims).some((seen) => seen.what === name && !isGone(seen, claims)),
    ),
  ];
  return { words, taken: taken.length > 0, undeserved, unmet: askedNames.length - met.length };
}

/** Counts of a dataset that would have grown and shrunk within a minute, around everything else that is sent. */
function countsOfSizes(world: World, draw: Draw): (Mutation & { rows: number })[] {
  const { rows: all } = world;
  return Array.from({ length: 1 + draw.int(3) }, (_, i) => {
    const rows = draw.pick([0, 1, Math.floor(all / 10), Math.floor(all / 2), Math.ceil(all * 0.6), all, all * 1_000]);
    const seconds = draw.pick([90, 45, 20, 5, 0]);
    const defect = draw.int(4) === 0 ? 'missing' : null;
    const run = honestRun('record_count', { ...world, rows }, defect, before(seconds), 70 + i);
    return { words: `counted ${rows}${defect ? ` but ${world.defects}` : ''} ${seconds} s ago`, run, rows };
  });
}

/** One of a dataset of a size that was counted, or one in which something was changed. */
function firstRun(
  kind: CheckKind,
  world: World,
  base: Defect | null,
  counts: readonly { rows: number }[],
  draw: Draw,
): Mutation {
  const rows = counts[draw.int(Math.max(1, counts.length))]?.rows;
  if (rows === undefined || draw.int(3) === 0) return mutate(honestRun(kind, world, base, NEWEST, 90), draw);
  return {
    words: `of ${Math.max(1, rows)} rows`,
    run: honestRun(kind, { ...world, rows: Math.max(1, rows) }, base, NEWEST, 90),
  };
}

/** Criteria that honest runs of a world without defects leave unmet: none, or nothing here proves anything. */
export function unmetWhenHonest(world: World): string[] {
  const runs = kinds.flatMap((kind, i) =>
    [YESTERDAY, NEWEST].flatMap((at, day) => accepted(honestRun(kind, world, null, at, 1 + day * 30 + i)) ?? []),
  );
  const met = new Set<string>(metBy(runs, world, spansOf(runs, world, idOf('payouts'), NOW)));
  return askedNames.filter((name) => !met.has(name) || !deserved[name]({ runs, world, nowMs }));
}

/** As ingest takes it; null: refused. */
function accepted(json: RunJson): Run | null {
  const parsed = runSchema.safeParse(json);
  if (!parsed.success) return null;
  const listed = tallyDifferences(parsed.data.kind === 'field_level' ? parsed.data.differences : []);
  const problems = [
    ...findCountProblems(parsed.data, listed, new Date(NOW)),
    ...('groups' in parsed.data
      ? [...findNameProblems(parsed.data, PLAN), ...findMoneyProblems(parsed.data, MONEY)]
      : []),
  ];
  return problems.length === 0 ? parsed.data : null;
}

const standing = (runs: readonly Run[]) => runs.filter(({ failure }) => failure === undefined);

/** Names of which everything that was open is closed. */
function closedOf(spans: readonly Open[]): string[] {
  const open = new Set(spans.filter(({ to }) => to === null).map(({ name }) => name));
  return [...new Set(spans.map(({ name }) => name))].filter((name) => !open.has(name));
}

function metBy(all: readonly Run[], { columns }: World, spans: readonly Open[]): ClaimedMetric[] {
  const runs = standing(all);
  const made = buildEvidence({
    datasets: [{ name: 'payouts', criticality: 'critical', columns, keyColumns: ['id'] }],
    checks: kinds.map((kind) => ({
      dataset: 'payouts',
      kind,
      runs: runs.filter((run) => run.kind === kind),
      receivedAt: (run) => (isOfToday(run) ? NOW : run.asOf.target.time),
      ...(kind === 'performance' ? { tolerances: { cycleDays: 7 } } : {}),
    })),
    spans,
    startedAt: before(36 * 3_600),
  });
  const evidence = { ...made, datasets: made.datasets.map((dataset) => ({ ...dataset, moneyColumn: 'amount' })) };
  return [...asked].flatMap(([name, definition]) =>
    evaluateCriterion(definition, evidence, new Date(nowMs)).outcome === 'met' ? [name] : [],
  );
}

/** Whatever it says of itself: what comes now is received now. */
const isOfToday = ({ runId }: Run) => runId >= '019aa000-0000-7000-8000-00000000001e';
