import { expect, test } from 'vitest';
import { columnSchema } from '../dataset/schema.ts';
import { envelopeAt } from '../testing/build-run.ts';
import { type Difference, differenceSchema } from './difference.ts';
import { findClearKeys, findClearValues } from './masking.ts';
import { runSchema } from './schema.ts';

const columns = [
  columnSchema.parse({ name: 'id' }),
  columnSchema.parse({ name: 'e_mail', legacy: 'MailAddress', sensitive: true }),
];
const clear = { value: 'ada@example.org' };
const masked = { masked: '9f2c', method: 'hmac-sha256' } as const;
const difference = (more: Partial<Difference>) =>
  differenceSchema.parse({
    class: 'missing_in_target',
    state: 'confirmed',
    key: { id: { value: '1' } },
    observedAt: '2026-11-21T08:00:00Z',
    ...more,
  });

test.each<[string, Partial<Difference>, string[]]>([
  [
    'a clear value on both sides',
    { class: 'modified', field: 'e_mail', legacy: clear, target: clear },
    ['/differences/0/legacy', '/differences/0/target'],
  ],
  ['one side masked', { class: 'modified', field: 'e_mail', legacy: masked, target: clear }, ['/differences/0/target']],
  [
    'the empty text',
    { class: 'modified', field: 'e_mail', legacy: { value: '' }, target: masked },
    ['/differences/0/legacy'],
  ],
  [
    'another spelling of the name',
    { class: 'modified', field: 'EMail', legacy: clear, target: masked },
    ['/differences/0/legacy'],
  ],
  [
    'the name on one side',
    { class: 'modified', field: 'mail_address', legacy: clear, target: masked },
    ['/differences/0/legacy'],
  ],
  ['a sensitive key', { key: { e_mail: clear } }, ['/differences/0/key/e_mail']],
  ['a whole row', { legacy: clear }, ['/differences/0/legacy']],
  ['masked values', { class: 'modified', field: 'e_mail', legacy: masked, target: masked }, []],
  ['null: there is no value', { class: 'modified', field: 'e_mail', legacy: { value: null }, target: masked }, []],
  ['another column', { class: 'modified', field: 'amount', legacy: clear, target: clear }, []],
])('%s', (_, more, pointers) => {
  const problems = findClearValues(columns, [difference(more)]);
  expect(problems.map(({ pointer }) => pointer)).toEqual(pointers);
  expect(JSON.stringify(problems)).not.toContain('ada');
});

test('without sensitive columns nothing is looked at', () => {
  expect(findClearValues([columnSchema.parse({ name: 'e_mail' })], [difference({ legacy: clear })])).toEqual([]);
});

test('keys of aggregates', () => {
  const run = runSchema.parse({
    ...envelopeAt('2026-11-21T08:00:00Z'),
    kind: 'aggregate',
    coverage: { method: 'full', population: 1, compared: 1 },
    aggregates: [
      { name: 'sum', keys: { e_mail: 'ada@example.org', month: '10' }, legacy: '1', target: '1', unit: 'EUR' },
    ],
  });
  expect(findClearKeys(columns, run).map(({ pointer }) => pointer)).toEqual(['/aggregates/0/keys/e_mail']);
});
