import { expect, test } from 'vitest';
import { severitySchema } from '#core/discrepancy/schema.ts';
import { severities } from '#core/discrepancy/severity.ts';

test('lists that are written out are complete', () => {
  expect(severities).toEqual(severitySchema.options);
});
