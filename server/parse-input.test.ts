import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pointerTo, problemsOf } from '#core/problems-of.ts';
import { appendDifferencesSchema } from '#core/run/schema.ts';
import { parseInput } from './parse-input.ts';

const problems = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value);
  return error ? problemsOf(error) : [];
};

describe('problems of an input', () => {
  it('are JSON pointers, with / and ~ escaped', () => {
    expect(pointerTo([])).toBe('');
    expect(pointerTo(['a/b', 0, 'm~n'])).toBe('/a~1b/0/m~0n');
  });

  it('name every unknown field where it stands', () => {
    const schema = z.strictObject({ list: z.array(z.strictObject({ a: z.int() })) });
    expect(problems(schema, { list: [{ a: 1, b: 2, 'c/d': 3 }], more: 1 })).toEqual([
      { pointer: '/list/0/b', message: 'is not a known field' },
      { pointer: '/list/0/c~1d', message: 'is not a known field' },
      { pointer: '/more', message: 'is not a known field' },
    ]);
  });

  it('follow the closest of several shapes, and never repeat a value', () => {
    const difference = {
      class: 'missing_in_target',
      state: 'confirmed',
      key: { id: { value: 4711 } },
      legacy: { valu: 'top secret' },
      observedAt: 'top secret',
    };
    const input = { protocol: 1, runId: '01a1fd4c-b62d-7746-b83b-4aeea129e7fd', chunk: 0, differences: [difference] };
    const found = problems(appendDifferencesSchema, input);
    expect(found.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/differences/0/key/id/value',
      '/differences/0/legacy/valu',
      '/differences/0/legacy/value',
      '/differences/0/observedAt',
    ]);
    expect(JSON.stringify(found)).not.toMatch(/top secret|4711/);
  });

  it('are thrown all at once', () => {
    const schema = z.strictObject({ a: z.int(), b: z.string() });
    expect(() => parseInput(schema, { a: 'x' })).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', problems: expect.objectContaining({ length: 2 }) }),
    );
    expect(parseInput(schema, { a: 1, b: '' })).toEqual({ a: 1, b: '' });
  });
});
