import { expect, test } from 'vitest';
import { z } from 'zod';
import { zodResolver } from './zod-resolver.ts';

const schema = z.object({
  name: z.string().trim().min(1, 'must not be empty'),
  days: z.array(z.object({ count: z.int('must be a whole number').min(2, 'too few').max(1, 'too many') })),
});
const options = { fields: {}, shouldUseNativeValidation: false };

test('what is right comes out as the schema reads it', async () => {
  const resolve = zodResolver(z.object({ name: z.string().trim() }));
  expect(await resolve({ name: ' Ada ' }, undefined, options)).toEqual({ values: { name: 'Ada' }, errors: {} });
});

test('each field shows its first problem, nested ones at their place', async () => {
  const { errors } = await zodResolver(schema)({ name: ' ', days: [{ count: 2 }, { count: 1.5 }] }, undefined, options);
  expect(errors).toEqual({
    name: { type: 'too_small', message: 'must not be empty' },
    days: [
      { count: { type: 'too_big', message: 'too many' } },
      { count: { type: 'invalid_type', message: 'must be a whole number' } },
    ],
  });
});

test('a problem with the whole stands under root', async () => {
  const whole = z.object({ a: z.string() }).refine(() => false, 'does not add up');
  const { errors } = await zodResolver(whole)({ a: 'x' }, undefined, options);
  expect(errors).toEqual({ root: { type: 'custom', message: 'does not add up' } });
});
