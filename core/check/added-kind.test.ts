import { expect, test } from 'vitest';
import { judgeCoverage } from '../criteria/metrics/coverage.ts';
import { registry } from '../criteria/registry.ts';
import { criterionDefinitionSchema, criterionMetricSchema } from '../criteria/schema.ts';
import type { RunFigures } from '../evidence/figures.ts';
import { planDocumentSchemaOf } from '../plan/document.ts';
import { readPlanYaml, readPlanYamlBy } from '../plan/read-plan-yaml.ts';
import { findsAlone } from '../streak/finds-alone.ts';
import { countsForStreak } from '../streak/streak.ts';
import { ledgerBalance, withAddedKind } from '../testing/added-kind.ts';
import { buildEvidence } from '../testing/build-evidence.ts';
import { countRun, fieldRun } from '../testing/build-run.ts';
import { kindsThat } from './kinds.ts';
import { checkKindSchema, checkKindSchemaOf } from './schema.ts';

const { id: kind } = ledgerBalance;

test('the API and parallax.yaml take its name, and refuse it without its line', () => {
  expect(checkKindSchemaOf(withAddedKind).parse(kind)).toBe(kind);
  expect(checkKindSchema.safeParse(kind).success).toBe(false);
  const file = `parallax: 1
migration: { slug: core, name: Core, legacySystem: A, targetSystem: B, timeZone: UTC, currency: EUR }
datasets:
  - name: accounts
    legacyRef: ACC
    targetRef: accounts
    checks: [{ kind: ledger_balance, schedule: { everyMs: 3600000, graceMs: 60000 } }]
`;
  const schema = planDocumentSchemaOf(criterionMetricSchema, checkKindSchemaOf(withAddedKind));
  expect(readPlanYamlBy(file, schema, registry)).toMatchObject({
    document: { datasets: [{ checks: [{ kind }] }] },
    problems: [],
  });
  expect(readPlanYaml(file).problems).toMatchObject([{ pointer: '/datasets/0/checks/0/kind' }]);
});

test('it breaks a streak, and is held to counts, as its descriptor says', () => {
  expect(countsForStreak({ kind }, withAddedKind)).toBe(true);
  expect(findsAlone(kind, withAddedKind)).toBe(true);
  expect(kindsThat(({ size }) => size === 'scan', withAddedKind)).toContain(kind);
  expect(kindsThat(({ isTelemetry }) => isTelemetry, withAddedKind)).not.toContain(kind);
});

test('coverage has a cell of it, in its words, and takes no sample for the whole', () => {
  const at = '2026-11-20T08:00:00Z';
  const evidence = buildEvidence({
    datasets: [{ name: 'payouts' }],
    checks: [
      { dataset: 'payouts', kind: 'record_count', runs: [countRun(at, 10, 10)] },
      { dataset: 'payouts', kind: 'field_level', runs: [fieldRun(at)] },
      { dataset: 'payouts', kind },
    ],
  });
  const asked = criterionDefinitionSchema.parse({ metric: 'coverage', comparator: 'gte', threshold: '1' });
  const detail = (change: Partial<RunFigures> | null) => {
    const figures = evidence.checks.find((check) => check.kind === 'field_level')?.latest;
    const latest = figures && change && { ...figures, kind, ...change };
    const checks = evidence.checks.map((check) => (check.kind === kind && latest ? { ...check, latest } : check));
    return judgeCoverage(asked, { ...evidence, checks }, new Date('2026-11-20T08:30:00Z'), withAddedKind).detail;
  };
  expect(detail(null)).toContain('missing: ledger-balance check');
  expect(detail({})).not.toContain('ledger-balance');
  expect(detail({ method: 'sample' })).toContain('ledger-balance check (the plan asks for every row');
});
