import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffCharacters } from './characters.ts';
import { valueDelta } from './value-delta.ts';
import { visibleParts } from './visible-characters.ts';

const marked = (parts: { text: string; changed: boolean }[]) =>
  parts.map((part) => (part.changed ? `[${part.text}]` : part.text)).join('');

describe('characters', () => {
  test.each([
    ['12.34', '12.35', '12.3[4]', '12.3[5]'],
    ['AC/DC', 'AC/DC ', 'AC/DC', 'AC/DC[ ]'],
    ['', 'x', '', '[x]'],
    ['Café 👍', 'Café 👎', 'Café [👍]', 'Café [👎]'],
    ['2026-11-02 08:00', '2026-11-02 10:00', '2026-11-02 0[8]:00', '2026-11-02 [1]0:00'],
  ])('%s against %s', (legacy, target, left, right) => {
    const diff = diffCharacters(legacy, target);
    expect(marked(diff.legacy)).toBe(left);
    expect(marked(diff.target)).toBe(right);
  });

  test('no character is lost, and what is shared is the same on both sides', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (legacy, target) => {
        const diff = diffCharacters(legacy, target);
        expect(diff.legacy.map((part) => part.text).join('')).toBe(legacy);
        expect(diff.target.map((part) => part.text).join('')).toBe(target);
        const shared = (parts: { text: string; changed: boolean }[]) =>
          parts
            .filter((part) => !part.changed)
            .map((part) => part.text)
            .join('');
        expect(shared(diff.legacy)).toBe(shared(diff.target));
      }),
    );
  });

  test('very long texts are still compared', () => {
    const diff = diffCharacters(`a${'x'.repeat(4_000)}z`, `a${'y'.repeat(4_000)}z`);
    expect(diff.legacy.map((part) => part.changed)).toEqual([false, true, false]);
  });
});

describe('delta', () => {
  test.each([
    ['12.34', '12.35', '+0.01'],
    ['0.1', '0.30', '+0.20'],
    ['10.10', '10.1', '0.00'],
    ['-1', '1', '+2'],
    ['1', '-0.5', '−1.5'],
    ['9007199254740993', '9007199254740992', '−1'],
    ['2026-11-02T08:00:00Z', '2026-11-02T10:00:00Z', '+2 h'],
    ['2026-11-02 08:00:00', '2026-11-02T07:59:59.500', '−500 ms'],
    ['2026-11-02T08:00:00+02:00', '2026-11-02T06:00:00Z', 'same instant'],
    ['abc', 'abd', null],
    ['1', 'one', null],
  ])('from %s to %s is %s', (legacy, target, delta) => {
    expect(valueDelta(legacy, target)).toBe(delta);
  });
});

describe('what cannot be seen is shown', () => {
  const shown = (text: string) =>
    visibleParts([{ text, changed: false }])
      .map((part) => (part.sign ? `<${part.text}>` : part.text))
      .join('');
  test.each([
    ['AC DC', 'AC DC'],
    ['AC/DC ', 'AC/DC<·>'],
    [' a  b', '<·>a<··>b'],
    ['a\tb\r\n', 'a<⇥>b<␍↵>'],
    ['a\u00a0b', 'a<⍽>b'],
    ['\ufeffid', '<[BOM]>id'],
    ['\u0007', '<[U+0007]>'],
  ])('%j reads %s', (text, read) => {
    expect(shown(text)).toBe(read);
  });

  test('a blank between words is shown where it makes the difference', () => {
    const diff = diffCharacters('AC DC live', 'ACDC live');
    expect(visibleParts(diff.legacy)).toEqual([
      { text: 'AC', sign: false, changed: false },
      { text: '·', sign: true, changed: true },
      { text: 'DC live', sign: false, changed: false },
    ]);
    expect(visibleParts(diff.target)).toEqual([{ text: 'ACDC live', sign: false, changed: false }]);
  });
});
