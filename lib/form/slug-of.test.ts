import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugSchema } from '#core/schema-parts.ts';
import { slugOf } from './slug-of.ts';

test.each([
  ['PayCore → Ledgerline', 'paycore-ledgerline'],
  ['  Übergang 2026!  ', 'ubergang-2026'],
  ['→', ''],
])('%s becomes %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('what is not empty is an address', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120 }), (name) => {
      const slug = slugOf(name);
      expect(slug === '' || slugSchema.safeParse(slug).success).toBe(true);
    }),
  );
});
