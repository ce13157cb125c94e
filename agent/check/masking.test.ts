import { expect, it } from 'vitest';
import { createMasking } from './masking.ts';

const { value } = createMasking('a secret of sixteen characters');
const clear = (field: string | null) => value('orders', { name: 'note', sensitive: false }, field);

it('keeps null, the empty text and ordinary values as they are', () => {
  expect([clear(null), clear(''), clear('12.30 😀')]).toEqual([{ value: null }, { value: '' }, { value: '12.30 😀' }]);
});

it('shows characters that no database of Parallax can keep, so that the run is taken', () => {
  expect(clear('a\0b')).toEqual({ value: 'a\u2400b' });
  expect(clear('a\ud83d')).toEqual({ value: 'a\ufffd' });
});

it('cuts long values at a character, and marks them', () => {
  expect(clear(`${'x'.repeat(3_999)}😀`)).toEqual({ value: 'x'.repeat(3_999), truncated: true });
  expect(clear('x'.repeat(4_001))).toEqual({ value: 'x'.repeat(4_000), truncated: true });
  expect(clear('x'.repeat(4_000))).toEqual({ value: 'x'.repeat(4_000) });
});

it('masks the true value of a sensitive column, whatever it contains', () => {
  const masked = (field: string) => value('orders', { name: 'iban', sensitive: true }, field);
  expect(masked('a\0b')).not.toEqual(masked('a\u2400b'));
  expect(masked('a\0b')).toEqual(masked('a\0b'));
});
