import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { listFiles } from '../import-rule/list-files.ts';
import { findDeadLinks } from './find-dead-links.ts';
import { parseDecisions, readDecisions } from './read-decisions.ts';
import { writeIndex } from './write-index.ts';

const FOLDER = 'docs/decisions';

describe('the records of this repository', () => {
  const { decisions, problems } = readDecisions(FOLDER);

  it('have a heading, an area and a number of their own', () => {
    expect(problems).toEqual([]);
    expect(decisions.length).toBeGreaterThan(100);
  });

  it('stand in the index; if not: npm run docs:decisions', () => {
    expect(readFileSync(`${FOLDER}/README.md`, 'utf8')).toBe(writeIndex(decisions));
  });

  it('exist where code or documents name them', () => {
    const folders = ['agent', 'app', 'components', 'core', 'docs', 'e2e', 'lib', 'prisma', 'scripts', 'server'];
    const paths = folders.flatMap((folder) => listFiles('.', folder, /\.(tsx?|m?js|md|prisma|sql)$/));
    const readable = paths.filter((path) => !path.startsWith('scripts/decisions/'));
    expect(readable.flatMap((path) => findDeadLinks(path, readFileSync(path, 'utf8'), decisions))).toEqual([]);
  });
});

const good = { file: '0001-a-choice.md', text: '# 0001 Choose a\n\nArea: code\n\nBecause.\n' };

test.each([
  ['a name without number', { ...good, file: 'a-choice.md' }, 'a-choice.md: name it NNNN-words-in-lower-case.md'],
  ['no heading', { ...good, text: 'Because.\n' }, '0001-a-choice.md: begin with "# 0001 Title", then "Area: …"'],
  [
    'no area',
    { ...good, text: '# 0001 Choose a\n\nBecause.\n' },
    '0001-a-choice.md: begin with "# 0001 Title", then "Area: …"',
  ],
  ['another number', { ...good, file: '0002-a-choice.md' }, '0002-a-choice.md: the heading has the number 0001'],
  ['a full stop', { ...good, text: good.text.replace('a\n', 'a.\n') }, '0001-a-choice.md: a title has no full stop'],
  [
    'an unknown area',
    { ...good, text: good.text.replace('code', 'coda') },
    '0001-a-choice.md: there is no area "coda"; scripts/decisions/areas.ts has them',
  ],
])('%s is a problem', (_, file, problem) => {
  expect(parseDecisions([file]).problems).toEqual([problem]);
});

test('a number that is used twice is a problem', () => {
  expect(parseDecisions([good, { ...good, file: '0001-b-choice.md' }]).problems).toEqual([
    '0001-b-choice.md: 0001-a-choice.md has the number 0001 already; take a free one',
  ]);
});

test('every way to name a record is checked', () => {
  const { decisions } = parseDecisions([good]);
  const alive = 'decision 0001, docs/decisions/0001-a-choice.md, [why](0001-a-choice.md), (0001)';
  expect(findDeadLinks('docs/decisions/0001-a-choice.md', alive, decisions)).toEqual([]);
  const dead = 'see decision 0002, docs/decisions/0002-b.md, [why](0003-c.md), (0004), (2026)';
  expect(findDeadLinks('docs/decisions/0001-a-choice.md', dead, decisions)).toEqual(
    ['0002-b.md', '0003-c.md', '0002', '0004'].map(
      (name) => `docs/decisions/0001-a-choice.md: there is no decision ${name}`,
    ),
  );
  expect(findDeadLinks('core/a.ts', '(0004)', decisions)).toEqual([]);
});
