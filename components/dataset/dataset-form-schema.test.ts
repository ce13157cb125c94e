import { expect, test } from 'vitest';
import { declarationSchema } from '#core/dataset/schema.ts';
import { datasetFormSchema, datasetFormText, declarationOf } from './dataset-form-schema.ts';

const filled = { ...datasetFormText(null), name: 'payouts', legacyRef: 'PAY', targetRef: 'public.payouts' };

test('a filled-in form is a declaration the server accepts', () => {
  const form = datasetFormSchema.parse({ ...filled, keyColumns: 'id , shop', sensitiveColumns: 'email', lag: '90 s' });
  const declared = declarationOf(form, []);
  expect(declarationSchema.parse({ datasets: [declared] }).datasets[0]).toEqual({
    name: 'payouts',
    domain: 'default',
    legacyRef: 'PAY',
    targetRef: 'public.payouts',
    keyColumns: ['id', 'shop'],
    columns: [{ name: 'email', sensitive: true, ignore: false }],
    moneyColumn: null,
    watermarkColumn: null,
    criticality: 'normal',
    ownerTeam: null,
    wave: 1,
    mayBeEmpty: false,
    lagMs: 90_000,
    checks: [
      { kind: 'record_count', schedule: { everyMs: 3_600_000, graceMs: 900_000 }, tolerances: {}, sampling: null },
      { kind: 'checksum', schedule: { everyMs: 604_800_000, graceMs: 151_200_000 }, tolerances: {}, sampling: null },
      { kind: 'field_level', schedule: { everyMs: 86_400_000, graceMs: 21_600_000 }, tolerances: {}, sampling: null },
    ],
  });
});

test('what was declared before comes back unchanged, checks are left alone', () => {
  const dataset = declarationOf(
    datasetFormSchema.parse({
      ...filled,
      criticality: 'critical',
      ownerTeam: 'Payments',
      lag: '48 s',
      mayBeEmpty: true,
    }),
    [
      { name: 'amount', legacy: 'AMT', sensitive: false, ignore: false },
      { name: 'email', sensitive: true, ignore: false },
    ],
  );
  // Leaving a column out of the sensitive ones takes the mark away, and only that.
  expect(dataset.columns).toEqual([
    { name: 'amount', legacy: 'AMT', sensitive: false, ignore: false },
    { name: 'email', sensitive: false, ignore: false },
  ]);
  const again = declarationOf(datasetFormSchema.parse(datasetFormText(dataset)), dataset.columns);
  expect(again).toEqual({ ...dataset, checks: [] });
});

test('what is no length of time is said at its field', () => {
  const result = datasetFormSchema.safeParse({
    ...filled,
    lag: 'soon',
    checks: { ...filled.checks, checksum: 'often' },
  });
  expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['lag', 'checks.checksum']);
  expect(result.error?.issues[0]?.message).toContain('15 min');
});

test('a new dataset begins with the checks that the plan has for every dataset', () => {
  const check = (kind: 'record_count' | 'field_level' | 'schema', everyMs: number, graceMs: number) => ({
    kind,
    schedule: { everyMs, graceMs },
    tolerances: {},
    sampling: null,
  });
  const planned = [
    check('record_count', 600_000, 60_000),
    check('field_level', 86_400_000, 1),
    check('schema', 86_400_000, 0),
  ];
  const text = datasetFormText(null, planned);
  expect(text.checks).toEqual({ record_count: '10 min', checksum: '', field_level: '1 day' });
  const checks = { ...text.checks, field_level: '2 days' };
  const form = datasetFormSchema.parse({ ...text, name: 'a', legacyRef: 'A', targetRef: 'a', checks });
  expect(declarationOf(form, [], planned).checks).toEqual([
    planned[0],
    check('field_level', 172_800_000, 43_200_000),
    planned[2],
  ]);
});
