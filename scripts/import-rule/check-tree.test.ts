import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTree } from './check-tree.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parallax-imports-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes the files and returns what is found, as "path:line sentence". */
function check(files: Record<string, string>): string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkTree(root).violations.map(({ path, line, sentence }) => `${path}:${line} ${sentence}`);
}

it('accepts what the table allows', () => {
  const files = {
    'core/money/add.ts':
      "import { Decimal } from 'decimal.js';\nimport { zero } from './zero.ts';\nexport const at = (now: Date) => new Date(now);\nexport const add = [Decimal, zero];",
    'core/money/zero.ts': 'export const zero = 0;',
    'core/money/add.test.ts':
      "import { readFileSync } from 'node:fs';\nimport { it } from 'vitest';\nimport fc from 'fast-check';\nit('x', () => [readFileSync, fc, Date.now()]);",
    'server/run/router.ts': "import { add } from '#core/money/add.ts';\nexport const router = add;",
    'server/root.ts':
      "import { router } from './run/router.ts';\nexport type Root = typeof router;\nexport const root = router;",
    'components/run/run-page.tsx':
      "import type { Root } from '#server/root.ts';\nimport { add } from '#core/money/add.ts';\nexport const page = (root: Root) => [root, add];",
    'components/form/form.tsx': 'export const form = () => <form />;',
    'agent/cli.ts': "import { add } from '../core/money/add.ts';\nexport const cli = add;",
    'app/m/[runId]/page.tsx': "import { root } from '#server/root.ts';\nexport default () => root;",
  };
  expect(check(files)).toEqual([]);
});

it.each([
  ['core/a.ts', "import { x } from '#server/x.ts';", 'core may not import from server'],
  ['core/a.ts', "import { readFile } from 'node:fs';", "core may not use 'node:fs'"],
  ['core/a.ts', "import React from 'react';", "core may not use 'react'"],
  ['core/a.ts', "import type { NextRequest } from 'next/server';", "core may not use 'next/server'"],
  ['core/a.ts', "import { PrismaClient } from '@prisma/client';", "core may not use '@prisma/client'"],
  ['core/a.ts', "const pg = await import('pg');", "core may not use 'pg'"],
  ['core/a.ts', 'export const a = process.env.HOME;', 'core may not use process.env'],
  ['core/a.ts', 'export const a = () => Date.now();', 'core may not use Date.now'],
  ['core/a.ts', 'export const a = () => new Date();', 'core may not use new Date()'],
  ['core/a.ts', 'export const a = Math.random();', 'core may not use Math.random'],
  ['core/a.ts', 'export const a = crypto.randomUUID();', 'core may not use crypto.randomUUID'],
  ['core/a.ts', 'export const a = () => fetch("x");', 'core may not use fetch()'],
  ['agent/a.ts', "import { db } from '../server/db.ts';", 'agent may not import from server'],
  ['lib/a.ts', "import { b } from '#components/b.tsx';", 'lib may not import from components'],
  ['components/a.tsx', "import { db } from '#server/db.ts';", 'only with import type'],
  ['components/a.tsx', "import { type Root, root } from '#server/root.ts';", 'only with import type'],
  ['components/a.tsx', "export { db } from '#server/db.ts';\nexport const a = 1;", 'only with import type'],
  ['app/page.tsx', "import { run } from '#agent/run.ts';", 'app may not import from agent'],
  ['server/a/b.ts', "import { Page } from '#app/page.tsx';", 'server may not import from app'],
  ['server/a/b.ts', "import { r } from '../c/router.ts';", 'only server/root.ts brings routers together'],
  ['server/a/b.ts', "import { r } from '#server/c/router.ts';", 'only server/root.ts brings routers together'],
  ['server/a/b.ts', "import { x } from '../../core/x.ts';", "write '#core/x.ts'"],
  ['server/a/b.ts', "import { x } from './x';", "does not say the file's extension"],
  ['server/a.ts', "export * from './b.ts';\nexport const a = 1;", 'no barrels'],
  ['server/a.ts', "export { b } from './b.ts';", 'no barrels'],
  ['core/a.ts', 'const DAY_MS = 86_400_000;', 'DAY_MS belongs to core/time/units.ts'],
  ['e2e/a.ts', 'export const HOUR_MS = 3_600_000;', 'HOUR_MS belongs to core/time/units.ts'],
  [
    'components/a.tsx',
    'export const a = () => <form onSubmit={send} />;',
    '<form> belongs to components/form/form.tsx',
  ],
  ['server/index.ts', 'export const a = 1;', 'no barrels'],
  ['server/utils.ts', 'export const a = 1;', "'utils.ts' says nothing"],
  ['components/common/a.tsx', 'export const a = 1;', "'common' says nothing"],
  ['lib/formatMoney.ts', 'export const a = 1;', 'not in kebab case'],
  ['lib/a.ts', 'export const a = 1;\n'.repeat(301), '301 lines'],
])('finds in %s: %s', (path, text, sentence) => {
  const violations = check({ [path]: text });
  expect(violations).toHaveLength(1);
  expect(violations[0]).toContain(sentence);
});

it.each([
  ["command({ can: 'x', input: z.strictObject({ id: uuidSchema }) }, run)", 1],
  ['query({ input: keySchema }, run)', 1],
  ['procedure.input(parserOf(z.strictObject({})))', 1],
  ['procedure.input(z.object({}))', 1],
  ['query({ input: coreSchema }, run)', 0],
  ['procedure.input(parserOf(coreSchema)).query(run)', 0],
  ['procedure.input(parserOf(command.rule.input))', 0],
])('knows where the input of a verb stands: %s', (text, count) => {
  const own = "import { coreSchema } from '#core/key/schema.ts';\nimport { keySchema } from './key.ts';\n";
  const files = { 'server/a.ts': `${own}export const a = ${text};`, 'server/a.test.ts': `const a = ${text};` };
  const found = check(files).filter((one) => one.includes('server/a.ts:3 the input of a verb is a schema of core'));
  expect(found).toHaveLength(count);
});

it('finds a way round over several files once', () => {
  const files = {
    'server/a.ts': "import { b } from './b.ts';\nexport const a = b;",
    'server/b.ts': "import { c } from './c.ts';\nexport const b = c;",
    'server/c.ts': "import { a } from './a.ts';\nexport const c = a;",
  };
  expect(check(files)).toEqual([
    'server/a.ts:1 imports itself on a way round: server/a.ts → server/b.ts → server/c.ts → server/a.ts',
  ]);
});

it('finds one that only types make', () => {
  const files = {
    'core/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
    'core/b.ts': "import { type A, a } from './a.ts';\nexport type B = [A, typeof a];",
  };
  expect(check(files)).toEqual(['core/a.ts:1 imports itself on a way round: core/a.ts → core/b.ts → core/a.ts']);
});

describe('folders that import each other', () => {
  const upAndDown = (up: string) => ({
    'core/run/run.ts': 'export type Run = string;\nexport const run = 1;',
    'core/run/count.ts': `import ${up} from '../verdict/decide.ts';\nexport const count = 1;`,
    'core/verdict/decide.ts':
      "\nimport type { Run } from '../run/run.ts';\nexport type Decide = Run;\nexport const decide = 1;",
  });

  it.each(['{ decide }', 'type { Decide }'])('are found, with the files that do it, by %s', (up) => {
    const [found, ...others] = check(upAndDown(up));
    expect(others).toEqual([]);
    expect(found).toBe(
      'core/run/count.ts:1 folders import each other on a way round: core/run → core/verdict → core/run. It is made by core/run/count.ts:1 (imports core/verdict/decide.ts), core/verdict/decide.ts:2 (imports core/run/run.ts). Move the file to the folder that it serves, a type to a file of its own in the lower folder, or pass the data in: "Folders" in CONTRIBUTING.md.',
    );
  });

  it('are found whatever lies below them, and over a third', () => {
    const files = {
      'agent/run/run.ts': "import { read } from '../connector/mysql/read.ts';\nexport const run = read;",
      'agent/connector/mysql/read.ts': "import { limit } from '../../limits/limit.ts';\nexport const read = limit;",
      'agent/limits/limit.ts': "import type { Name } from '../run/name.ts';\nexport const limit: Name = 1;",
      'agent/run/name.ts': 'export type Name = number;',
    };
    expect(check(files)).toEqual([
      expect.stringContaining('agent/connector → agent/limits → agent/run → agent/connector'),
    ]);
  });

  it('are none within a folder, by a test, or by what lies beside all folders', () => {
    const files = {
      'server/run/a.ts': "import { b } from './deep/b.ts';\nexport const a = b;",
      'server/run/deep/b.ts': 'export const b = 1;',
      'server/run/deep/c.ts': "import { a } from '../a.ts';\nexport const c = a;",
      'server/run/d.ts': "import { key } from '../key/key.ts';\nexport const d = key;",
      'server/key/key.ts': 'export const key = 1;',
      'server/key/key.test.ts': "import { a } from '../run/a.ts';\nexport const test = a;",
      'server/log.ts': "import { recordAudit } from './audit/record-audit.ts';\nexport const log = recordAudit;",
      'server/audit/record-audit.ts': 'export const recordAudit = 1;',
      'server/audit/list-audit.ts': "import { log } from '../log.ts';\nexport const listAudit = log;",
    };
    expect(check(files)).toEqual([]);
  });
});

it('knows the files that a folder of server with procedures may hold', () => {
  const procedure = "import { command } from '../command.ts';\n";
  const names = (text: string, name: string) => check({ [`server/key/${name}.ts`]: text });
  expect(names(`${procedure}export const keyRouter = command;`, 'router')).toEqual([]);
  expect(names('export const revokeKey = 1;', 'revoke-key')).toEqual([]);
  expect(names('export type Waiting = 1;\nexport const loadWaitingPlan = 1;', 'waiting-plan')).toEqual([]);
  expect(names('export const keepALead = 1;', 'keep-a-lead')).toEqual([]);
  // Neither tests nor folders without procedures are meant.
  expect(
    check({ 'server/key/life-of-a-key.test.ts': '', 'server/postgres/postmaster.ts': 'export const stop = 1;' }),
  ).toEqual([]);
  expect(names('export const revokeKey = 1;', 'key-revoke')).toEqual([
    "server/key/key-revoke.ts:1 'key-revoke' is neither router, queries, present, columns, registry nor named after one of its exports: revokeKey",
  ]);
});

it('refuses words that only insiders know, in names of files and of things', () => {
  const found = check({
    'core/run/back-door.ts':
      'export type Given = { groundOf: number };\nexport const inTurn = (given: Given) => given.groundOf;',
    'components/run/words.ts': 'export const labels = 1;',
    'app/m/wall/page.tsx': 'export default function Wallboard() {\n  return null;\n}',
    'core/run/fine.ts':
      "export const wallClockOf = 'background';\nexport const auditTrail = { backgroundColor: 'a door', history: 'the trail' };",
  });
  expect(found).toEqual([
    "components/run/words.ts:1 'words' says nothing: labels, or what they are about",
    "core/run/back-door.ts:1 'back-door.ts': say entry point",
    "core/run/back-door.ts:1 'Given': name the type for what it holds",
    "core/run/back-door.ts:1 'groundOf': say verdict inputs",
    "core/run/back-door.ts:2 'inTurn': say single flight, or oneAtATime",
    "core/run/back-door.ts:2 'Given': name the type for what it holds",
    "core/run/back-door.ts:2 'groundOf': say verdict inputs",
  ]);
});

it('says which line', () => {
  expect(check({ 'core/a.ts': "\n\nimport { x } from '#lib/x.ts';" })[0]).toMatch(/^core\/a\.ts:3 /);
});
