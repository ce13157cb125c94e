import { expect, test } from 'vitest';
import { checkKinds } from '#core/check/schema.ts';
import { discrepancyClassSchema, severitySchema } from '#core/discrepancy/schema.ts';
import { severities } from '#core/discrepancy/severity.ts';
import { kindOrder } from './check-kind.ts';
import { classes } from './discrepancy.ts';

test('lists that are written out are complete', () => {
  expect(kindOrder).toEqual(checkKinds);
  expect(classes).toEqual(discrepancyClassSchema.options);
  expect(severities).toEqual(severitySchema.options);
});
