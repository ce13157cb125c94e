import { expect, test } from 'vitest';
import { exampleDeclaration } from './example-declaration.ts';
import { parseDeclaration } from './parse-declaration.ts';

test('the example that is shown is right', () => {
  const parsed = parseDeclaration(exampleDeclaration);
  expect(parsed.ok && parsed.declaration.datasets.map((dataset) => dataset.name)).toEqual(['payouts']);
});

test('anchors work, so that checks are written once', () => {
  const parsed = parseDeclaration(`datasets:
  - { name: a, legacyRef: A, targetRef: a, checks: &checks [{ kind: checksum, schedule: { everyMs: 60000, graceMs: 0 } }] }
  - { name: b, legacyRef: B, targetRef: b, checks: *checks }`);
  expect(parsed.ok && parsed.declaration.datasets.map((dataset) => dataset.checks.length)).toEqual([1, 1]);
});

test('a bare list is taken, too', () => {
  expect(parseDeclaration('- { name: a, legacyRef: A, targetRef: a }').ok).toBe(true);
});

test('all problems are reported at once, each with its place', () => {
  const parsed = parseDeclaration(
    'datasets:\n  - name: a\n    legacyRef: A\n    targetRef: a\n    wave: -1\n    colour: red\n  - name: b\n',
  );
  expect(parsed.ok).toBe(false);
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems.some((problem) => problem.startsWith('datasets.0.wave: '))).toBe(true);
  expect(problems.some((problem) => problem.includes('colour'))).toBe(true);
  expect(problems.some((problem) => problem.startsWith('datasets.1.legacyRef: '))).toBe(true);
});

test('what is not YAML is said with its line', () => {
  const parsed = parseDeclaration('datasets: [');
  expect(parsed.ok ? '' : parsed.problems[0]).toMatch(/line 1/);
});
