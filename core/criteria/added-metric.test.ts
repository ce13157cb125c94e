import { expect, test } from 'vitest';
import { backlogOf } from '../forecast/backlogs.ts';
import { factsOf } from '../forecast/facts-of.ts';
import { planDocumentSchemaOf } from '../plan/document.ts';
import { readPlanYaml, readPlanYamlBy } from '../plan/read-plan-yaml.ts';
import { aspectsOf, directionOf } from '../strictness/criterion.ts';
import { namesWithAddedMetric, withAddedMetric } from '../testing/added-metric.ts';
import { buildEvidence, idOf } from '../testing/build-evidence.ts';
import { decide } from '../verdict/decide.ts';
import { holdsUntil } from '../verdict/holds-until.ts';
import { fieldText, requirementText } from './definition-text.ts';
import { findCriterionProblems } from './find-criterion-problems.ts';
import { evaluateCriterion } from './registry.ts';
import { definitionSchemaOf } from './schema.ts';

const asked = { metric: 'settled_on_time', comparator: 'gte', threshold: '0.99' } as const;
const definition = definitionSchemaOf(namesWithAddedMetric).parse(asked);
const now = new Date('2026-11-20T12:00:00Z');
const evidence = buildEvidence({
  datasets: [{ name: 'payouts' }],
  checks: [],
  spans: [
    {
      discrepancyId: 'a',
      number: 1,
      title: 't',
      datasetId: idOf('payouts'),
      severity: 'minor',
      from: '2026-11-10T00:00:00Z',
      to: null,
    },
  ],
});
const judged = {
  id: '00000000-0000-7000-8000-000000000001',
  definition,
  result: evaluateCriterion(definition, evidence, now, withAddedMetric),
  since: null,
};

test('parallax.yaml takes it, and says what its descriptor says against it', () => {
  const file = (criterion: string) => `parallax: 1
migration: { slug: core, name: Core, legacySystem: A, targetSystem: B, timeZone: UTC, currency: EUR }
criteria:
  - ${criterion}
`;
  const read = (criterion: string) =>
    readPlanYamlBy(file(criterion), planDocumentSchemaOf(namesWithAddedMetric), withAddedMetric);
  const whole =
    '{ key: settled, metric: settled_on_time, comparator: gte, threshold: "0.99", windowDays: 3, options: { maxGapDays: 3 } }';
  expect(read(whole)).toMatchObject({
    document: { criteria: [{ metric: 'settled_on_time', windowDays: 3 }] },
    problems: [],
  });
  expect(readPlanYaml(file(whole)).problems).toMatchObject([{ pointer: '/criteria/0/metric' }]);
  expect(
    read('{ key: settled, metric: settled_on_time, comparator: lt, threshold: "0.99", options: { item: x } }').problems,
  ).toMatchObject([
    { message: 'must be "gt" or "gte": of settled on time, more is better' },
    { message: 'does nothing for settled on time: leave it out, it knows windowDays and maxGapDays' },
  ]);
});

test('what it needs is said in its unit, and what it is held to without a threshold', () => {
  expect(requirementText(definition, withAddedMetric)).toBe('≥ 99 %');
  expect(requirementText({ ...definition, threshold: null }, withAddedMetric)).toBe('≥ the promise to the bank');
  expect(fieldText(definition, 'metric', (id) => id, withAddedMetric)).toBe('Settled on time');
  expect(findCriterionProblems({ ...asked, threshold: null }, '', withAddedMetric)).toEqual([]);
  expect(findCriterionProblems({ ...asked, threshold: '0' }, '', withAddedMetric)).toMatchObject([
    { message: 'is met by everything: it has to ask for something' },
  ]);
});

test('it is loosened by what its descriptor says loosens it', () => {
  const to = (change: object) => directionOf(definition, { ...definition, ...change }, withAddedMetric);
  expect(to({ threshold: '0.98' })).toBe('loosens');
  expect(to({ threshold: '0.999' })).toBe('tightens');
  expect(to({ comparator: 'lte' })).toBe('loosens');
  expect(to({ windowDays: 7 })).toBe(null);
  expect(to({ windowDays: 3 })).toBe('loosens');
  expect(to({ windowDays: 30 })).toBe('tightens');
  expect(to({ options: { maxGapDays: 3 } })).toBe('loosens');
  expect(directionOf(definition, null, withAddedMetric)).toBe('loosens');
  expect(aspectsOf(definition, { ...definition, windowDays: 3 }, withAddedMetric)).toEqual([
    { field: 'windowDays', direction: 'loosens' },
  ]);
});

test('the verdict leads to its page', () => {
  const decision = decide([judged], [], withAddedMetric);
  expect(decision.verdict).toBe('no_go');
  expect(decision.blockers).toMatchObject([{ headline: 'Settled on time is 50 %', link: { page: 'discrepancies' } }]);
});

test('the verdict is computed anew at the moments that its descriptor names', () => {
  const started = Date.parse(evidence.startedAt);
  const until = holdsUntil({ evidence, waivers: [] }, new Date(started + 1_000), withAddedMetric);
  expect(until - started).toBe(30_000);
  expect(holdsUntil({ evidence, waivers: [] }, new Date(started + 1_000)) - started).toBe(60_000);
});

test('the forecast works off what its descriptor names', () => {
  expect(backlogOf(judged, { evidence, now }, withAddedMetric)).toMatchObject({ kind: 'discrepancies', left: 1 });
  const given = { evidence, criteria: [judged], phases: [], gate: null, workstreams: [], marks: new Map(), now };
  expect(factsOf(given, withAddedMetric)).toMatchObject({ streak: null, backlogs: [{ left: 1 }], notPart: [] });
});
