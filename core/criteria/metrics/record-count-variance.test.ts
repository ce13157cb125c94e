import { describe, expect, test } from 'vitest';
import { standardCriteria } from '../../plan/standard-criteria.ts';
import type { Run } from '../../run/schema.ts';
import { buildEvidence, type EvidenceSpec } from '../../testing/build-evidence.ts';
import { countRun } from '../../testing/build-run.ts';
import { criterionResultSchema } from '../criterion-result.ts';
import { evaluateCriterion } from '../registry.ts';
import type { CriterionDefinition } from '../schema.ts';

const at = '2026-11-21T08:00:00Z';
const now = new Date('2026-11-21T09:00:00Z');
const definition: CriterionDefinition = { ...pick(), scope: { kind: 'all' } };

function pick(): CriterionDefinition {
  const found = standardCriteria.find(({ metric }) => metric === 'record_count_variance');
  if (!found) throw new Error('the standard criterion is missing');
  return found;
}

function evaluate(given: EvidenceSpec, more: Partial<CriterionDefinition> = {}, when = now) {
  const result = evaluateCriterion({ ...definition, ...more }, buildEvidence(given), when);
  return criterionResultSchema.parse(result);
}
const one = (run: Run, mayBeEmpty = false) =>
  evaluate({
    datasets: [{ name: 'payouts', mayBeEmpty }],
    checks: [{ dataset: 'payouts', kind: 'record_count', runs: [run] }],
  });

test.each([
  ['equal counts', 100_000, 100_000, 'met', '0', '0 %', null],
  ['a variance below the limit', 100_000, 99_991, 'met', '0.00009', '0.009 %', null],
  ['exactly the limit', 100_000, 99_990, 'not_met', '0.0001', '0.01 %', 'exactly 0.01 %, which does not suffice'],
  ['rows missing', 12_310, 12_307, 'not_met', '0.00024370430544272949', '0.025 %', '0.015 points above 0.01 %'],
  ['rows too many', 100, 102, 'not_met', '0.02', '2 %', '2 points above 0.01 %'],
  ['an empty target', 100, 0, 'not_met', '1', '100 %', '100 points above 0.01 %'],
  ['an empty legacy side', 0, 5, 'not_met', '1', '100 %', '100 points above 0.01 %'],
])('%s', (_, legacy, target, outcome, value, nowText, gap) => {
  const run = countRun(at, legacy, target, {
    coverage: { method: 'full', population: null, compared: Math.max(legacy, target) },
  });
  expect(one(run)).toMatchObject({
    outcome,
    value,
    nowText,
    gap,
    needsText: '< 0.01 %',
    headline: `Record-count variance is ${nowText}`,
    worst: { name: 'payouts' },
    evidence: { method: 'full', oldestAsOf: '2026-11-21T08:00:00.000Z' },
  });
});

describe('no pass without evidence', () => {
  test.each<[string, Run, string, string]>([
    ['two empty sides', countRun(at, 0, 0), 'no_evidence', '0 rows on both sides, and it may not be empty'],
    [
      '0 rows compared',
      countRun(at, 5, 5, { coverage: { method: 'full', population: null, compared: 0 } }),
      'no_evidence',
      '0 rows compared',
    ],
    [
      'a sample',
      countRun(at, 50, 50, { coverage: { method: 'sample', population: 50, compared: 50 } }),
      'inconclusive',
      'rows were sampled: a count needs all of them',
    ],
    [
      'skipped chunks',
      countRun(at, 50, 50, { coverage: { method: 'full', population: 90, compared: 50, skippedChunks: 2 } }),
      'inconclusive',
      '2 chunks skipped',
    ],
  ])('%s', (_, run, unknownReason, detail) => {
    expect(one(run)).toMatchObject({ outcome: 'unknown', unknownReason, detail, value: null });
  });

  test('two empty sides of a dataset that may be empty are 0', () => {
    expect(one(countRun(at, 0, 0), true)).toMatchObject({ outcome: 'met', value: '0' });
  });

  test('no dataset, no check, no run', () => {
    expect(evaluate({ datasets: [], checks: [] })).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'no_evidence',
      gap: 'nothing to judge',
    });
    expect(evaluate({ datasets: [{ name: 'payouts' }], checks: [] })).toMatchObject({
      unknownReason: 'no_evidence',
      headline: 'Record-count variance was never tested for payouts',
      detail: 'has no record-count check',
      gap: '1 of 1 dataset untested',
      evidence: { method: 'none' },
    });
    const checks = [{ dataset: 'payouts', kind: 'record_count' as const }];
    expect(evaluate({ datasets: [{ name: 'payouts' }], checks }).detail).toBe('the record-count check never ran');
  });

  test('an overdue result is unknown, and its value is not shown', () => {
    const given: EvidenceSpec = {
      datasets: [{ name: 'payouts' }],
      checks: [{ dataset: 'payouts', kind: 'record_count', runs: [countRun(at, 10, 10)] }],
    };
    const due = new Date('2026-11-22T09:00:00Z');
    expect(evaluate(given, {}, due).outcome).toBe('met');
    expect(evaluate(given, {}, new Date(due.getTime() + 1))).toMatchObject({
      outcome: 'unknown',
      unknownReason: 'stale',
      value: null,
      nowText: 'overdue',
      detail: 'payouts: record-count check overdue since 2026-11-22 09:00 UTC',
      gap: '1 of 1 dataset overdue',
    });
  });
});

describe('several datasets', () => {
  const three = (clicks: Run | null): EvidenceSpec => ({
    datasets: [{ name: 'payouts' }, { name: 'clicks', domain: 'web', wave: 2 }, { name: 'orders' }],
    checks: [
      { dataset: 'payouts', kind: 'record_count', runs: [countRun(at, 1_000, 1_000)] },
      { dataset: 'clicks', kind: 'record_count', runs: clicks ? [clicks] : [] },
      { dataset: 'orders', kind: 'record_count', runs: [countRun(at, 1_000_000, 999_970)] },
    ],
  });

  test('the worst decides, by name; the pooled figure stands beside it', () => {
    expect(evaluate(three(countRun(at, 1_000, 999)))).toMatchObject({
      outcome: 'not_met',
      worst: { name: 'clicks' },
      detail: 'worst of 3 datasets: clicks (1,000 rows in legacy, 999 in the target)',
      pooled: '0.00003093812375249501',
    });
  });

  test('one that fails outranks one that is unknown, and one unknown all that are met', () => {
    expect(evaluate(three(null))).toMatchObject({
      outcome: 'unknown',
      worst: { name: 'clicks' },
      gap: '1 of 3 datasets untested',
    });
    const given = three(null);
    const failing = {
      ...given,
      checks: given.checks.map((c) => (c.dataset === 'orders' ? { ...c, runs: [countRun(at, 10, 9)] } : c)),
    };
    expect(evaluate(failing)).toMatchObject({ outcome: 'not_met', worst: { name: 'orders' } });
  });

  test('what lies outside of the scope neither helps nor harms', () => {
    const given = three(countRun(at, 1_000, 1));
    expect(evaluate(given, { scope: { kind: 'domain', domain: 'shop' } })).toMatchObject({
      outcome: 'met',
      worst: { name: 'orders' },
    });
    expect(evaluate(given, { scope: { kind: 'wave', wave: 2 } })).toMatchObject({
      outcome: 'not_met',
      worst: { name: 'clicks' },
    });
    expect(evaluate(given, { scope: { kind: 'domain', domain: 'gone' } })).toMatchObject({
      outcome: 'unknown',
      detail: 'no dataset is in its scope',
    });
  });

  test('surplus of one never makes up for the loss of another', () => {
    const given = three(countRun(at, 1_000_000, 1_000_030));
    expect(evaluate(given).pooled).toBe('0.00002998500749625188');
  });
});

test('without a threshold nothing is met', () => {
  const given: EvidenceSpec = {
    datasets: [{ name: 'payouts' }],
    checks: [{ dataset: 'payouts', kind: 'record_count', runs: [countRun(at, 10, 10)] }],
  };
  expect(evaluate(given, { threshold: null })).toMatchObject({ outcome: 'unknown', unknownReason: 'no_evidence' });
});

test('a window fails a dataset, but never passes it', () => {
  const window = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
  expect(one(countRun(at, 100_000, 100_000, { window }))).toMatchObject({
    outcome: 'unknown',
    unknownReason: 'inconclusive',
    detail: 'only 20 Nov to 21 Nov was compared',
    gap: 'needs a run over the whole dataset',
  });
  expect(one(countRun(at, 100, 90, { window })).outcome).toBe('not_met');
});

describe('counts of two sides read apart', () => {
  /** Legacy at `at`, the target so many minutes later. */
  const apart = (minutes: number, legacy: number, target: number, day = 21, n = 9) => {
    const run = countRun(`2026-11-${day}T08:00:00Z`, legacy, target, {}, n);
    const time = new Date(Date.parse(`2026-11-${day}T08:00:00Z`) + minutes * 60_000).toISOString();
    return { ...run, asOf: { ...run.asOf, target: { position: null, time } } };
  };
  const judged = (runs: Run[], lagMs = 0) => {
    const made = buildEvidence({
      datasets: [{ name: 'payouts' }],
      checks: [{ dataset: 'payouts', kind: 'record_count', runs }],
    });
    const evidence = { ...made, datasets: made.datasets.map((facts) => ({ ...facts, lagMs })) };
    return evaluateCriterion(definition, evidence, new Date('2026-11-21T12:00:00Z'));
  };

  test('are as good as at once within two minutes, or what the lag lets pass', () => {
    expect(judged([apart(2, 1_000, 1_000)]).outcome).toBe('met');
    expect(judged([apart(3, 1_000, 1_000)]).outcome).toBe('unknown');
    expect(judged([apart(3, 1_000, 1_000)], 180_000).outcome).toBe('met');
  });

  test('say nothing where nobody knows what was written in between, not even that rows are missing', () => {
    for (const target of [1_000_000, 10]) {
      expect(judged([apart(180, 1_000_000, target)])).toMatchObject({
        outcome: 'unknown',
        unknownReason: 'inconclusive',
        value: null,
        detail: 'both sides were counted 3 h apart, and nobody knows what was written in between',
      });
    }
  });

  test('are judged by the fastest change that was seen in the last days', () => {
    const still = [apart(0, 1_000_000, 1_000_000, 19, 1), apart(0, 1_000_000, 1_000_000, 20, 2)];
    expect(judged([...still, apart(180, 1_000_000, 1_000_000)]).outcome).toBe('met');
    // 800 rows a day are 100 in three hours, at a limit of 100 in a million.
    const slow = [apart(0, 998_400, 998_400, 19, 1), apart(0, 999_200, 999_200, 20, 2)];
    expect(judged([...slow, apart(180, 1_000_000, 1_000_000)])).toMatchObject({
      outcome: 'unknown',
      detail: 'both sides were counted 3 h apart; up to 100 rows may have been written in between',
    });
    expect(judged([...slow, apart(90, 1_000_000, 1_000_000)]).outcome).toBe('met');
    expect(judged([...slow, apart(180, 1_000_000, 999_850)]).outcome).toBe('unknown');
    expect(judged([...slow, apart(180, 1_000_000, 999_000)]).outcome).toBe('not_met');
    expect(judged([...still, apart(180, 1_000_000, 999_000)])).toMatchObject({ outcome: 'not_met', value: '0.001' });
  });
});
