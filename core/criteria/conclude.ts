import { Decimal } from 'decimal.js';
import { Exact } from '../exact.ts';
import { counted, countText, listed } from '../format/count.ts';
import type { CriterionResult, UnknownReason } from './criterion-result.ts';
import type { Finding } from './finding.ts';
import type { Requirement } from './requirement.ts';
import { resultOf } from './result-of.ts';

/** How a metric that is judged dataset by dataset speaks and which way it fails. */
export type MetricWords = {
  /** "Field match rate" */
  name: string;
  unit: CriterionResult['unit'];
  failing: 'down' | 'up';
  threshold: Decimal | null;
  needsText: string;
  valueText: (value: Decimal) => string;
  /** "0.03 points below 99.9 %" */
  gapText: (value: Decimal) => string;
};

const reasonOrder = ['no_evidence', 'stale', 'inconclusive'] as const satisfies readonly UnknownReason[];

/** The worst dataset decides, by name: one that fails, else one that is unknown, else the one nearest to failing. */
export function conclude(
  definition: Pick<Requirement, 'scope'>,
  findings: readonly Finding[],
  words: MetricWords,
): CriterionResult {
  const [worst, ...rest] = [...findings].sort((a, b) => byWeight(a, b, words.failing));
  if (!worst) return nothingIn(definition, words);
  return resultOf({
    outcome: worst.outcome,
    reason: worst.reason,
    value: decimalText(worst.value, words.failing),
    bound: decimalText(worst.bound, words.failing),
    threshold: words.threshold?.toFixed() ?? null,
    unit: words.unit,
    dataset: worst.dataset,
    pooled: decimalText(pooled(findings), words.failing),
    basis: [worst, ...rest].flatMap((finding) => finding.basis),
    ...sentences(worst, findings, words),
    needsText: words.needsText,
  });
}

/** A criterion about nothing proves nothing. */
function nothingIn({ scope }: Pick<Requirement, 'scope'>, words: MetricWords): CriterionResult {
  return resultOf({
    outcome: 'unknown',
    reason: 'no_evidence',
    value: null,
    threshold: words.threshold?.toFixed() ?? null,
    unit: words.unit,
    basis: [],
    headline: `${words.name} was never tested`,
    detail: scope.kind === 'all' ? 'no dataset is declared' : 'no dataset is in its scope',
    gap: 'nothing to judge',
    needsText: words.needsText,
    nowText: 'no evidence',
  });
}

type Sentences = Pick<CriterionResult, 'headline' | 'detail' | 'gap' | 'nowText'>;

function sentences(worst: Finding, findings: readonly Finding[], words: MetricWords): Sentences {
  const { dataset, value } = worst;
  const total = findings.length;
  const alike = findings.filter(({ outcome, reason }) => outcome === worst.outcome && reason === worst.reason);
  const others = alike.filter((finding) => finding !== worst).map((finding) => finding.dataset.name);
  const share = `${countText(alike.length)} of ${counted(total, 'dataset')}`;
  const nowText = value === null ? nowWords(worst) : words.valueText(value);
  const why = worst.detail === '' ? dataset.name : `${dataset.name}: ${worst.detail}`;
  if (worst.outcome !== 'unknown') {
    const inWords = worst.detail === '' ? dataset.name : `${dataset.name} (${worst.detail})`;
    const place = total === 1 ? why : `worst of ${counted(total, 'dataset')}: ${inWords}`;
    const failing = worst.outcome === 'not_met';
    const detail = failing && others.length > 0 ? `${place}; also ${listed(others)}` : place;
    const gap = failing ? (worst.gap ?? (value && words.gapText(value))) : null;
    const ofOnly = worst.ofOnly ? ` of ${worst.ofOnly}` : '';
    return { headline: `${words.name} is ${nowText}${ofOnly}`, detail, gap, nowText: `${nowText}${ofOnly}` };
  }
  const also = others.length > 0 ? `; also ${listed(others)}` : '';
  switch (worst.reason) {
    case 'stale':
      return {
        headline: `${words.name} rests on overdue evidence`,
        detail: `${why}${also}`,
        gap: `${share} overdue`,
        nowText,
      };
    case 'inconclusive':
      return {
        headline: `${words.name} of ${dataset.name} is not proven`,
        detail: `${worst.detail}${also}`,
        gap: worst.gap ?? `${share} not proven`,
        nowText,
      };
    default:
      return {
        headline: `${words.name} was never tested for ${dataset.name}`,
        detail: `${worst.detail}${also}`,
        gap: `${share} untested`,
        nowText,
      };
  }
}

function nowWords({ outcome, reason, standIn = '–' }: Finding): string {
  if (reason === 'stale') return 'overdue';
  if (reason === 'inconclusive') return 'not proven';
  return outcome === 'unknown' ? 'no evidence' : standIn;
}

function byWeight(a: Finding, b: Finding, failing: 'down' | 'up'): number {
  return weightOf(a) - weightOf(b) || distance(a, b, failing) || (a.dataset.name < b.dataset.name ? -1 : 1);
}

function weightOf({ outcome, reason }: Finding): number {
  if (outcome === 'not_met') return 0;
  return reason === null ? reasonOrder.length + 1 : 1 + reasonOrder.indexOf(reason);
}

/** The value nearer to failing first. One without a value stands last where it is met, first where it fails. */
function distance(a: Finding, b: Finding, failing: 'down' | 'up'): number {
  if (a.value === null || b.value === null) {
    const side = a.value === b.value ? 0 : a.value === null ? 1 : -1;
    return a.outcome === 'not_met' ? -side : side;
  }
  return failing === 'down' ? a.value.cmp(b.value) : b.value.cmp(a.value);
}

function pooled(findings: readonly Finding[]): Decimal | null {
  const pools = findings.flatMap(({ pool }) => pool ?? []);
  const sum = (pick: 'part' | 'whole') => pools.reduce<Decimal>((all, pool) => all.plus(pool[pick]), new Exact(0));
  return sum('whole').isZero() ? null : sum('part').div(sum('whole'));
}

/** Twenty digits, rounded towards failing: enough to tell any two ratios of counts apart. */
function decimalText(value: Decimal | null, failing: 'down' | 'up'): string | null {
  if (value === null) return null;
  return value.toDecimalPlaces(20, failing === 'down' ? Decimal.ROUND_FLOOR : Decimal.ROUND_CEIL).toFixed();
}
