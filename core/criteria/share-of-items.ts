import { Exact } from '../exact.ts';
import { countText, listed } from '../format/count.ts';
import { standingOf } from '../mark/progress.ts';
import type { Mark } from '../mark/schema.ts';
import { DAY_MS } from '../time/units.ts';
import { meets } from './compare.ts';
import type { CriterionResult } from './criterion-result.ts';
import type { ShareMetric } from './metric.ts';
import { ratioWords } from './ratio-words.ts';
import type { Requirement } from './requirement.ts';
import { resultOf } from './result-of.ts';

/** One thing of the plan that is done, failed, or that nobody has said anything about. */
export type JudgedItem = { name: string; state: 'done' | 'failed' | 'open'; mark: Mark | null };

type ShareInputs = {
  definition: Requirement;
  metric: ShareMetric<string>;
  /** Of one and of many: "scenario", "scenarios". */
  noun: [one: string, many: string];
  items: readonly JudgedItem[];
};

/**
 * Done / all of the plan's items. What nobody has marked may still be done: where that decides, it is unknown; where even then it would
 * not be enough, it is not met. Without any item there is no rate.
 */
export function judgeShare({ definition, metric, noun, items }: ShareInputs): CriterionResult {
  const words = ratioWords(definition, metric);
  const count = (state: JudgedItem['state']) => items.filter((item) => item.state === state).length;
  const total = items.length;
  const [doneCount, failed, open] = [count('done'), count('failed'), count('open')];
  const value = total === 0 ? null : new Exact(doneCount).div(total);
  const best = total === 0 ? null : new Exact(doneCount + open).div(total);
  const { threshold } = words;
  const isMet = value !== null && threshold !== null && meets(value, definition.comparator, threshold);
  const canBeMet = best !== null && threshold !== null && meets(best, definition.comparator, threshold);
  const unknown = total === 0 || threshold === null || (!isMet && canBeMet && open > 0);
  const untold = items.filter(({ state }) => state === 'open').map((item) => item.name);
  const bad = items.filter(({ state }) => state === 'failed').map((item) => item.name);
  const share = `${countText(doneCount)} of ${countText(total)} ${total === 1 ? noun[0] : noun[1]} ${metric.counts.status}`;
  return resultOf({
    outcome: isMet ? 'met' : unknown ? 'unknown' : 'not_met',
    reason: !isMet && unknown ? 'no_evidence' : null,
    value: value?.toDecimalPlaces(20, 1).toFixed() ?? null,
    threshold: threshold?.toFixed() ?? null,
    unit: metric.unit,
    basis: items.flatMap(({ mark }) => (mark ? [{ runId: null, asOf: mark.at, method: 'full' as const }] : [])),
    method: total === 0 ? 'none' : 'full',
    headline: total === 0 ? `${metric.name}: the plan lists no ${noun[1]}` : share,
    detail: [
      bad.length > 0 ? `failed: ${listed(bad)}` : '',
      untold.length > 0 ? `open: ${listed(untold)}` : '',
      ...againstRuns(items),
    ]
      .filter(Boolean)
      .join('; '),
    gap: isMet ? null : total === 0 ? 'nothing to judge' : gapText(failed, open),
    needsText: words.needsText,
    nowText: total === 0 ? 'no evidence' : `${countText(doneCount)} of ${countText(total)}`,
  });
}

function gapText(failed: number, open: number): string {
  const parts = [failed > 0 ? `${countText(failed)} failed` : '', open > 0 ? `${countText(open)} open` : ''];
  return parts.filter(Boolean).join(', ');
}

/** What people said against what a run found: approved by a second person, or waiting for one. */
function againstRuns(items: readonly JudgedItem[]): string[] {
  const approved = items.flatMap(({ name, mark }) =>
    mark?.against ? [`${name} (by ${mark.by}, approved by ${mark.approval?.by ?? ''})`] : [],
  );
  const waiting = items.flatMap(({ name, mark }) => (mark?.waiting ? [`${name} (by ${mark.waiting.by})`] : []));
  return [
    approved.length > 0 ? `marked against a run: ${listed(approved)}` : '',
    waiting.length > 0 ? `marked against a run and waiting for a second person: ${listed(waiting)}` : '',
  ];
}

/** An item by its mark. One that is older than `validDays` says nothing, nor does one from the future; what a run failed stays failed. */
export function itemOf(name: string, mark: Mark | undefined, validDays: number | null, now: Date): JudgedItem {
  if (!mark || Date.parse(mark.at) > now.getTime()) return { name, state: 'open', mark: null };
  const standing = standingOf(mark, now.getTime(), validDays);
  return { name, state: standing === 'done' || standing === 'failed' ? standing : 'open', mark };
}

/** Whether a mark still says something: one that is older than `validDays` does not, nor one from the future. */
export function isValid(mark: Mark | undefined, validDays: number | null, now: Date): mark is Mark {
  if (!mark) return false;
  const age = now.getTime() - Date.parse(mark.at);
  return age >= 0 && (validDays === null || age <= validDays * DAY_MS);
}
