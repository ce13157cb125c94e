import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDERS = 'agent|app|components|core|docs|e2e|lib|prisma|scripts|server';
/** Paths in backticks. `<entity>`, `verb-entity`, `my-metric` and the parts that do not exist yet are examples. */
const PATH = new RegExp(`\`((?:${FOLDERS})/[^\` ]+)\``, 'g');
const EXAMPLE =
  /<|verb-entity|my-metric|^core\/discrepancy\/causes\/$|^core\/importers\/|^server\/integrations\/$|import-run\.ts$/;

test('docs/how-to-add.md names files that exist', () => {
  const named = [...readFileSync('docs/how-to-add.md', 'utf8').matchAll(PATH)].map(([, path = '']) => path);
  const paths = named.filter((path) => !EXAMPLE.test(path));
  expect(paths.length).toBeGreaterThan(60);
  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test('what it says does not exist yet does not', () => {
  expect(
    ['core/discrepancy/causes', 'core/importers', 'server/integrations'].filter((path) => existsSync(path)),
  ).toEqual([]);
});
