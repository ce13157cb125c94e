import { expect, test } from 'vitest';
import { discrepancyClassSchema, severitySchema } from '#core/discrepancy/schema.ts';
import { severities } from '#core/discrepancy/severity.ts';
import { classes } from './discrepancy.ts';

test('lists that are written out are complete', () => {
  expect(classes).toEqual(discrepancyClassSchema.options);
  expect(severities).toEqual(severitySchema.options);
});
