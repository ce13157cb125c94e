import { expect, test } from 'vitest';
import { z } from 'zod';
import { archiveDiscrepancySchema } from '#core/discrepancy/schema.ts';
import { limitOf } from './limit-of.ts';

const schema = z.strictObject({
  plain: z.string().max(10),
  wrapped: z.string().trim().max(20).nullable().default(null),
  free: z.string(),
  count: z.int().max(5),
});

test.each([
  ['plain', 10],
  ['wrapped', 20],
  ['free', undefined],
  ['count', undefined],
  ['other', undefined],
])('%s takes %s characters', (name, limit) => {
  expect(limitOf(schema, name)).toBe(limit);
  expect(limitOf(undefined, name)).toBeUndefined();
});

test('the reason for archiving takes as many as the server', () => {
  expect(limitOf(archiveDiscrepancySchema, 'reason')).toBe(1_000);
});
