import { DEFAULT_PERCENTILE } from '../check/default-percentile.ts';
import { type CheckKind, kindOf } from '../check/kinds.ts';
import { timesText } from '../check/schedule.ts';
import type { Tolerances } from '../check/tolerances.ts';
import type { Direction } from '../criteria/direction.ts';
import { type Column, criticalitySchema, type DeclaredDataset, declaredDatasetSchema } from '../dataset/schema.ts';
import { Exact } from '../exact.ts';
import { listed } from '../format/count.ts';
import { formatExactDuration } from '../format/exact-duration.ts';
import { isSame } from '../plan/diff-plan.ts';
import { type Aspect, aspect, overall } from './aspect.ts';
import { scheduleDirection } from './schedule.ts';

type DeclaredCheck = DeclaredDataset['checks'][number];

/** As a plan says it. */
export const declaredOf = (item: unknown): DeclaredDataset | null =>
  item === null ? null : declaredDatasetSchema.parse(item);

/**
 * Whether a change asks less evidence of a dataset, or can make a day clean that was not. Whatever cannot be ordered, such as another
 * table, another key or another response time at peak, counts as loosening. A dataset that is new asks more.
 */
export function datasetDirection(before: DeclaredDataset | null, after: DeclaredDataset | null): Direction | null {
  if (before === null) return null;
  if (after === null) return 'loosens';
  return overall(datasetAspects(before, after));
}

/** Everything in which two declarations differ. */
export function datasetAspects(before: DeclaredDataset, after: DeclaredDataset): Aspect[] {
  const rank = ({ criticality }: DeclaredDataset) => criticalitySchema.options.indexOf(criticality);
  return [
    ...aspect('Criticality', before.criticality, after.criticality, easier(rank(after) > rank(before))),
    ...aspect('May be empty', yes(before.mayBeEmpty), yes(after.mayBeEmpty), easier(after.mayBeEmpty)),
    ...aspect('Lag', duration(before.lagMs), duration(after.lagMs), easier(after.lagMs > before.lagMs)),
    ...aspect('Legacy table', before.legacyRef, after.legacyRef, 'loosens'),
    ...aspect('Target table', before.targetRef, after.targetRef, 'loosens'),
    ...aspect('Key', names(before.keyColumns), names(after.keyColumns), 'loosens'),
    ...aspect('Domain', before.domain, after.domain, 'loosens'),
    ...aspect('Wave', String(before.wave), String(after.wave), 'loosens'),
    // Without it no row is too young to be counted, and nothing of it is asked by money.
    ...aspect(
      'Watermark column',
      before.watermarkColumn ?? NONE,
      after.watermarkColumn ?? NONE,
      easier(after.watermarkColumn !== null),
    ),
    ...aspect(
      'Money column',
      before.moneyColumn ?? NONE,
      after.moneyColumn ?? NONE,
      easier(before.moneyColumn !== null),
    ),
    ...aspect('Owner', before.ownerTeam ?? NONE, after.ownerTeam ?? NONE, 'changes'),
    ...columnAspects(before.columns, after.columns),
    ...checkAspects(before, after),
  ];
}

const NONE = 'none';
const easier = (is: boolean): Direction => (is ? 'loosens' : 'tightens');
const yes = (is: boolean) => (is ? 'yes' : 'no');
const names = (columns: readonly string[]) => (columns.length > 0 ? listed(columns, 50) : NONE);
const duration = (ms: number | undefined) => (ms === undefined ? NONE : formatExactDuration(ms));

function columnAspects(before: readonly Column[], after: readonly Column[]): Aspect[] {
  const [old, fresh] = [before, after].map((columns) => new Map(columns.map((column) => [column.name, column])));
  const all = new Set([...before, ...after].map(({ name }) => name));
  return [...all].flatMap((name) => {
    const [was, is] = [old?.get(name), fresh?.get(name)];
    if (isSame(was, is)) return [];
    return [
      { name: `Column ${name}`, before: columnText(was), after: columnText(is), direction: columnDirection(was, is) },
    ];
  });
}

/** A column that is not listed is compared where both sides have it, and not missed where a side has not. */
function columnDirection(was: Column | undefined, is: Column | undefined): Direction {
  if (is?.ignore) return was?.ignore ? 'changes' : 'loosens';
  if (was?.ignore) return isMapped(is) ? 'loosens' : 'tightens';
  if (!isSame(mappingOf(was), mappingOf(is))) return 'loosens';
  if (was && is) return 'changes';
  return easier(is === undefined);
}

/** What decides which values are compared, and as what. */
function mappingOf(column: Column | undefined) {
  if (!column) return {};
  const { name: _, sensitive: _sensitive, ignore: _ignore, ...mapping } = column;
  return mapping;
}

const isMapped = (column: Column | undefined) => Object.values(mappingOf(column)).some((value) => value !== undefined);

function columnText(column: Column | undefined): string {
  if (!column) return 'not listed';
  if (column.ignore) return 'left out';
  const mapping = Object.entries(mappingOf(column)).flatMap(([key, value]) =>
    value === undefined ? [] : `${key} ${value}`,
  );
  return listed(['compared', ...(column.sensitive ? ['masked'] : []), ...mapping], 9);
}

function checkAspects(before: DeclaredDataset, after: DeclaredDataset): Aspect[] {
  const [old, fresh] = [before, after].map(({ checks }) => new Map(checks.map((check) => [check.kind, check])));
  const kinds = new Set([...before.checks, ...after.checks].map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const [was, is] = [old?.get(kind), fresh?.get(kind)];
    const check = `${capital(kindOf(kind).inText)} check`;
    if (!was || !is) return aspect(check, was ? scheduleText(was) : 'off', is ? scheduleText(is) : 'off', easier(!is));
    return [
      ...aspect(check, scheduleText(was), scheduleText(is), scheduleDirection(was.schedule, is.schedule)),
      ...aspect(`${check}: sample`, sampleText(was), sampleText(is), sampleDirection(was, is)),
      ...toleranceAspects(was.tolerances, is.tolerances, lagDirection(kind, [before, was], [after, is])).map((one) => ({
        ...one,
        name: `${check}: ${one.name}`,
      })),
    ];
  });
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const scheduleText = ({ schedule }: DeclaredCheck) =>
  `${timesText(schedule)}, overdue ${formatExactDuration(schedule.graceMs)} later`;

function sampleText({ sampling }: DeclaredCheck): string {
  if (!sampling) return 'every row';
  return `${sampling.rows} rows${sampling.seed === undefined ? '' : `, seed ${sampling.seed}`}`;
}

/** A seed that is named is known before the rows are drawn. */
function sampleDirection({ sampling: was }: DeclaredCheck, { sampling: is }: DeclaredCheck): Direction {
  if (!is) return 'tightens';
  if (!was || is.rows < was.rows) return 'loosens';
  if (is.seed !== was.seed) return easier(is.seed !== undefined);
  return 'tightens';
}

type Side = [DeclaredDataset, DeclaredCheck];

function lagDirection(kind: CheckKind, [before, was]: Side, [after, is]: Side): Direction {
  const [old, fresh] = [was.tolerances.lagMs, is.tolerances.lagMs];
  if (kindOf(kind).lag === 'limit') return easier(isHigher(old, fresh));
  return easier((fresh ?? after.lagMs) > (old ?? before.lagMs));
}

function toleranceAspects(was: Tolerances, is: Tolerances, lag: Direction): Aspect[] {
  const percentile = (given: Tolerances) => given.percentile ?? DEFAULT_PERCENTILE;
  const lower = new Exact(percentile(is)).lt(percentile(was));
  const text = (value: string | number | undefined) => (value === undefined ? NONE : String(value));
  return [
    ...aspect('lag', duration(was.lagMs), duration(is.lagMs), lag),
    ...aspect(
      'lag limit',
      duration(was.lagLimitMs),
      duration(is.lagLimitMs),
      easier(isHigher(was.lagLimitMs, is.lagLimitMs)),
    ),
    // Without a promise the criterion has no threshold.
    ...aspect(
      'promised ms',
      text(was.slaMs),
      text(is.slaMs),
      easier(is.slaMs !== undefined && isHigher(was.slaMs ?? 0, is.slaMs)),
    ),
    ...aspect('percentile', percentile(was), percentile(is), easier(lower)),
    // Which hours count, and against which of them: more is neither harder nor easier.
    ...aspect('share of the peak', text(was.peakShare), text(is.peakShare), 'loosens'),
    ...aspect('days of the cycle', text(was.cycleDays), text(is.cycleDays), 'loosens'),
  ];
}

/** Of limits; none is the highest. */
function isHigher(was: string | number | undefined, is: string | number | undefined): boolean {
  if (is === undefined) return was !== undefined;
  return was !== undefined && new Exact(is).gt(was);
}
