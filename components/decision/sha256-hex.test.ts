import { expect, test } from 'vitest';
import { sha256Hex } from './sha256-hex.ts';

// The first from FIPS 180-4; the second by sha256sum over the UTF-8 of the text.
test.each([
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['Größe ≠ größe 😀', '18e6aa019c6ad534aa42fb11c5b69019f8fbccc0a668d835793c83fa32fa49a2'],
])('%s', async (text, hash) => {
  expect(await sha256Hex(text)).toBe(hash);
});
