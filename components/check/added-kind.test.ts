import { expect, test } from 'vitest';
import { ledgerBalance, withAddedKind } from '#core/testing/added-kind.ts';
import { datasetFormSchema, datasetFormText, declarationOf, formKindsOf } from '../dataset/dataset-form-schema.ts';
import { kindsIn } from '../evidence/coverage.ts';
import { tolerancesOf } from './check-form-schema.ts';

const { id } = ledgerBalance;

test('the form of a check asks for the tolerances of a kind that was added', () => {
  expect(tolerancesOf(id, withAddedKind)).toEqual(['lagLimitMs']);
});

test('the form of a dataset offers it as often as it usually runs, and declares it', () => {
  const kinds = formKindsOf(withAddedKind);
  expect(kinds.map(({ name }) => name)).toEqual(['Record count', 'Checksum', 'Field level', 'Ledger balance']);
  const text = datasetFormText(null, [], kinds);
  expect(text.checks).toMatchObject({ record_count: '1 h', [id]: '2 h' });
  const form = datasetFormSchema.parse({ ...text, name: 'accounts', legacyRef: 'ACC', targetRef: 'accounts' });
  expect(declarationOf(form, [], [], kinds).checks).toContainEqual({
    kind: id,
    schedule: { everyMs: 7_200_000, graceMs: 1_800_000 },
    tolerances: {},
    sampling: null,
  });
});

test('the matrix of the evidence has a column of it', () => {
  expect(kindsIn([{ checks: [], missingKinds: [id, 'checksum'] }], withAddedKind)).toEqual(['checksum', id]);
});
