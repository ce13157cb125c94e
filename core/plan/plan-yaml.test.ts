import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planPartNames } from '../part/plan-parts.ts';
import { arbitraryPlan } from '../testing/arbitrary-plan.ts';
import { diffPlans } from './diff-plan.ts';
import { planDocumentSchema } from './document.ts';
import { readPlanYaml } from './read-plan-yaml.ts';
import { writePlanYaml } from './write-plan-yaml.ts';

const file = `# A migration as code. "parallax plan" shows what this file would change, "parallax apply" makes it so.
parallax: 1

migration:
  slug: core
  name: Core
  legacySystem: A
  targetSystem: B
  timeZone: Europe/Berlin
  currency: EUR

settings:
  committedOn: "2026-12-05"
  timeBox: { endsOn: "2027-01-31", warnDays: 7 }

phases:
  - name: Shadow
    goal: |-
      Nobody is served by the target.

      It only watches.
    exit: ["30 clean days"]
  - name: Full

datasets:
  - name: payouts
    legacyRef: PAYOUTS
    targetRef: public.payouts
    keyColumns: [id]
    columns:
      - { name: amount }
      - { name: iban, sensitive: true }
    criticality: critical
    checks:
      - kind: field_level
        schedule: { everyMs: 86400000, graceMs: 3600000 }
        sampling: { rows: 3000 }

criteria:
  - key: sla
    metric: response_time_at_peak
    comparator: lte
    threshold: null
  - key: streak
    metric: critical_free_streak
    comparator: gte
    threshold: "30"
    scope: { kind: dataset, dataset: payouts }
    gates: [Full]
`;
const problemsOf = (text: string) =>
  readPlanYaml(text).problems.map(({ line, column, pointer, message }) => `${line}:${column} ${pointer} ${message}`);

describe('parallax.yaml', () => {
  it('reads, and is written again byte for byte', () => {
    const { document, problems } = readPlanYaml(file);
    expect(problems).toEqual([]);
    expect(document && writePlanYaml(document)).toBe(file);
  });

  it('comes back the same, whatever its texts are', () => {
    fc.assert(
      fc.property(arbitraryPlan, (plan) => {
        const text = writePlanYaml(plan);
        const { document, problems } = readPlanYaml(text);
        expect(problems).toEqual([]);
        if (!document) return;
        expect(diffPlans(plan, document)).toEqual([]);
        expect(writePlanYaml(document)).toBe(text);
        // A reader of YAML 1.1, as other tools have, takes nothing for something else either.
        expect(parse(text, { version: '1.1' })).toEqual(parse(text));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('is the same text exactly for plans that say the same', () => {
    fc.assert(
      fc.property(arbitraryPlan, arbitraryPlan, (plan, other) => {
        const shuffled = {
          ...plan,
          ...Object.fromEntries(
            planPartNames
              .filter((part) => part !== 'phases' && part !== 'ramp')
              .map((part) => [part, plan[part].toReversed()]),
          ),
          datasets: plan.datasets.toReversed().map((dataset) => ({ ...dataset, checks: dataset.checks.toReversed() })),
          criteria: plan.criteria.toReversed(),
        };
        expect(diffPlans(plan, planDocumentSchema.parse(shuffled))).toEqual([]);
        expect(writePlanYaml(planDocumentSchema.parse(shuffled))).toBe(writePlanYaml(plan));
        expect(writePlanYaml(plan) === writePlanYaml(other)).toBe(diffPlans(plan, other).length === 0);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('says every problem at once, with its place', () => {
    const wrong = file
      .replace('threshold: "30"', 'threshold: 0.999')
      .replace('  currency: EUR\n', '')
      .replace('criticality: critical', 'criticalty: critical')
      .replace('metric: response_time_at_peak', 'metric: response_time');
    expect(problemsOf(wrong)).toEqual([
      '4:1 /migration/currency is missing',
      expect.stringMatching(/^32:5 \/datasets\/0\/criticalty is not a known field$/),
      expect.stringMatching(/^40:5 \/criteria\/0\/metric Invalid option: expected one of /),
      '46:5 /criteria/1/threshold must be text: write "0.999"',
    ]);
  });

  it('finds what each part allows and the whole does not', () => {
    expect(
      problemsOf(file.replace('gates: [Full]', 'gates: [Ful]').replace('dataset: payouts }', 'dataset: payout }')),
    ).toEqual([
      '48:29 /criteria/1/scope/dataset "payout" is not a dataset of this plan',
      '49:13 /criteria/1/gates/0 "Ful" is not a phase of this plan',
    ]);
    expect(problemsOf(file.replace('  - name: Full', '  - name: Shadow'))).toContain(
      '23:5 /phases/1/name "Shadow" is there twice',
    );
  });

  it.each([
    ['a key twice', 'parallax: 1\nparallax: 1\n', /^2:1 .*unique/],
    ['an open quote', 'parallax: "1\n', /^2:1 /],
    ['two documents', 'parallax: 1\n---\nparallax: 1\n', /documents/],
    ['a tag that nobody knows', 'parallax: !money 1\n', /^1:11 .*tag/],
    ['nothing at all', '', /^1:1 \/parallax is missing/],
    ['a list', '- a\n', /^1:1 /],
    ['tabs', 'migration:\n\tname: a\n', /^2:1 /],
  ])('refuses %s', (_, text, said) => {
    expect(problemsOf(text).join('\n')).toMatch(said);
  });

  describe('anchors', () => {
    const usual = `
x-usual: &usual
  criticality: critical
  checks: &checks
    - { kind: record_count, schedule: &hourly { everyMs: 3600000, graceMs: 600000 } }
x-daily: &daily { everyMs: 86400000, graceMs: 3600000 }
`;
    const dataset = (i: number) =>
      `  - { <<: *usual, name: t${i}, legacyRef: T${i}, targetRef: t${i}, keyColumns: [id] }\n`;
    const datasets = (count: number) => Array.from({ length: count }, (_, i) => dataset(i)).join('');
    const head = file.slice(0, file.indexOf('phases:'));

    it('stand under x-… and are merged in, for every dataset of a large plan', () => {
      const { document, problems } = readPlanYaml(`${usual}${head}datasets:\n${datasets(1_000)}`);
      expect(problems).toEqual([]);
      expect(document?.datasets).toHaveLength(1_000);
      expect(document?.datasets[999]).toMatchObject({
        name: 't999',
        criticality: 'critical',
        checks: [{ kind: 'record_count', schedule: { everyMs: 3_600_000, graceMs: 600_000 } }],
      });
    });

    it('give way to what a dataset says itself, and may be several', () => {
      const own = `  - { <<: [{ wave: 2, criticality: high }, *usual], criticality: normal, name: t, legacyRef: T, targetRef: t, keyColumns: [id] }\n`;
      const { document } = readPlanYaml(`${usual}${head}datasets:\n${own}`);
      expect(document?.datasets[0]).toMatchObject({ criticality: 'normal', wave: 2, checks: [expect.anything()] });
    });

    it('are where a mistake in what is merged is found', () => {
      const wrong = usual.replace('criticality: critical', 'criticality: urgent');
      expect(problemsOf(`${wrong}${head}datasets:\n${dataset(1)}`)).toEqual([
        expect.stringMatching(/^3:3 \/datasets\/0\/criticality Invalid option/),
      ]);
    });
  });

  it('says by how much a list is too long', () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, i) => `  - { name: t${i}, legacyRef: T, targetRef: t, keyColumns: [id] }\n`,
    );
    const long = `${file.slice(0, file.indexOf('datasets:'))}datasets:\n${rows.join('')}`;
    expect(problemsOf(long).join()).toContain('/datasets 5,000 datasets, 1,000 at most');
  });

  it('does not unfold a text that is small and means billions', () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(8)}*a${i}]`),
    ].join('\n');
    expect(problemsOf(bomb).join()).toMatch(/alias/i);
  });
});
