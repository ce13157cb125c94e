import { areas } from './areas.ts';
import type { Decision } from './read-decisions.ts';

const INTRODUCTION = `# Decisions

Half a page each: what was decided, why, and what was rejected. A title states the decision. Reversals are welcome: write a new record and
link it from the old one. A record begins with its number and title, then its area:

    # 0020 Copy rows as COPY text lines

    Area: compare

\`npm run docs:decisions\` writes this page from these lines. \`scripts/decisions/decisions.test.ts\` fails while it is stale, when a record has no heading
or area, when a number is used twice, and when code or documents name a record that does not exist.
`;

/** docs/decisions/README.md: the records by area. */
export function writeIndex(decisions: readonly Decision[]): string {
  const sections = Object.entries(areas).map(([area, title]) => {
    const lines = decisions.filter((decision) => decision.area === area).map(lineOf);
    return lines.length === 0 ? '' : `\n## ${title}\n\n${lines.join('')}`;
  });
  return INTRODUCTION + sections.join('');
}

const lineOf = ({ file, number, title }: Decision) => `- [${number}](${file}) ${title}\n`;
