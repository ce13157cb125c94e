import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

test.each([
  ['/m/paycore?view=checks', '/m/paycore?view=checks'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['m/paycore', '/'],
])('%s leads to %s', (wanted, path) => {
  expect(nextPath(wanted)).toBe(path);
});
