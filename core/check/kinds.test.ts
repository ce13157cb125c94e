import { readdirSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import { ledgerBalance } from '../testing/added-kind.ts';
import type { Kind } from './kind.ts';
import { checksum } from './kinds/checksum.ts';
import { checkKinds, kindOf, kindRegistry } from './kinds.ts';

/** The fields without which an object would be a kind all the same. */
type LeftOut = { [Field in keyof Kind]-?: Omit<Kind, Field> extends Kind ? Field : never }[keyof Kind];

test('no field of a descriptor can be left out', () => {
  expectTypeOf<LeftOut>().toBeNever();
  const { finds: _, ...without } = checksum;
  // @ts-expect-error finds is missing
  const kind: Kind = without;
  expect(kind).not.toHaveProperty('finds');
});

test('every file of a kind stands in the registry, under the name of its file', () => {
  const files = readdirSync(new URL('./kinds/', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  expect(checkKinds.map((kind) => kind.replaceAll('_', '-')).toSorted()).toEqual(files.toSorted());
});

test('each name stands for one kind, which agrees with itself', () => {
  const { kinds, of } = kindRegistry;
  expect(new Set(kinds.map(({ id }) => id)).size).toBe(kinds.length);
  expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
  for (const { id, finds, hasOwnFigure, isInForm, everyMs, accountedBy } of kinds) {
    expect(of(id)).toBe(kindOf(id));
    // What finds nothing has something else to say, what points at rows is accounted for by them, and what the form asks for has an answer.
    expect(finds === 'none', id).toBe(hasOwnFigure);
    expect(finds === 'points', id).toBe(accountedBy.length > 0);
    expect(everyMs !== null || !isInForm, id).toBe(true);
  }
  expect(() => of(ledgerBalance.id)).toThrow('There is no kind of check "ledger_balance"');
});
