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

test('docs/how-to-add.md says "`this` in `that/file.ts`" of files that hold it', () => {
  const text = readFileSync('docs/how-to-add.md', 'utf8');
  const claims = [...text.matchAll(new RegExp(`\`([^\`]+)\`\\s+in\\s+${PATH.source}`, 'g'))];
  expect(claims.length).toBeGreaterThan(15);
  const untrue = claims.filter(([, name = '', path = '']) => !readFileSync(path, 'utf8').includes(name));
  expect(untrue.map(([claim]) => claim)).toEqual([]);
});

test('what it says does not exist yet does not', () => {
  expect(
    ['core/discrepancy/causes', 'core/importers', 'server/integrations'].filter((path) => existsSync(path)),
  ).toEqual([]);
});
