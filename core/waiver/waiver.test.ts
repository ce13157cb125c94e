import { expect, test } from 'vitest';
import type { CriterionResult } from '../criteria/criterion-result.ts';
import { notAvailable } from '../criteria/not-available.ts';
import { criterionDefinitionSchema } from '../criteria/schema.ts';
import { applyWaivers, type Waiver } from './apply-waiver.ts';

const definition = criterionDefinitionSchema.parse({ metric: 'coverage', comparator: 'gte', threshold: '1' });
const result: CriterionResult = {
  ...notAvailable(definition, 'Coverage', 'nothing'),
  outcome: 'not_met',
  gap: '2 gaps',
};
const waiver: Waiver = {
  criterionId: 'c',
  reason: 'The old report is switched off in January.',
  requestedById: 'lead',
  approved: true,
  decidedById: 'finance',
  decidedAt: '2026-11-10T00:00:00Z',
  expiresAt: '2026-11-20T00:00:00Z',
  withdrawnAt: null,
};
const outcome = (more: Partial<Waiver> = {}, now = '2026-11-15T00:00:00Z', given: Partial<CriterionResult> = {}) =>
  applyWaivers({ ...result, ...given }, 'c', [{ ...waiver, ...more }], new Date(now)).outcome;

test.each<[string, string, string]>([
  ['holds', outcome(), 'waived'],
  ['an unknown one too', outcome({}, undefined, { outcome: 'unknown', unknownReason: 'stale' }), 'waived'],
  ['what is met stays met', outcome({}, undefined, { outcome: 'met' }), 'met'],
  ['what is not available stays so', outcome({}, undefined, { outcome: 'not_available' }), 'not_available'],
  ['not before its approval', outcome({}, '2026-11-09T23:59:59Z'), 'not_met'],
  ['not from the moment it expires', outcome({}, '2026-11-20T00:00:00Z'), 'not_met'],
  ['until the moment before', outcome({}, '2026-11-19T23:59:59Z'), 'waived'],
  ['not once withdrawn', outcome({ withdrawnAt: '2026-11-14T00:00:00Z' }), 'not_met'],
  ['not while nobody decided', outcome({ approved: null, decidedAt: null, decidedById: null }), 'not_met'],
  ['not if it was refused', outcome({ approved: false }), 'not_met'],
  ['not on the word of who asked for it', outcome({ decidedById: 'lead' }), 'not_met'],
  ['not for another criterion', outcome({ criterionId: 'd' }), 'not_met'],
])('%s', (_, said, expected) => {
  expect(said).toBe(expected);
});
