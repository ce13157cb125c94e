import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test.each([
  [{ b: 1, a: [{ d: null, c: 'é' }] }, '{"a":[{"c":"é","d":null}],"b":1}'],
  [{ '10': 1, '9': 2, a: 3 }, '{"10":1,"9":2,"a":3}'],
  [{ '\u{1f600}': 1, '\ufb33': 2, '\u20ac': 3, '\r': 4 }, '{"\\r":4,"\u20ac":3,"\u{1f600}":1,"\ufb33":2}'],
  [[Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0], '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]'],
  [{ a: undefined, b: '\u0000"\\/' }, '{"b":"\\u0000\\"\\\\/"}'],
  [{ b: new Date(0), a: 1 }, '{"a":1,"b":"1970-01-01T00:00:00.000Z"}'],
  [JSON.parse('{"__proto__": 1, "a": 2}'), '{"__proto__":1,"a":2}'],
])('%#', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

it('is what the reference implementation writes, for any JSON', () => {
  const names = fc.oneof(fc.string({ unit: 'binary' }), fc.nat().map(String), fc.constantFrom('a', 'B', '_', 'ä'));
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(null, true, false),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(names, tie('json'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(value)).toBe(canonicalize(value));
    }),
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800'])('refuses %j, which is no JSON', (value) => {
  expect(() => canonicalJson({ a: [value] })).toThrow();
});
