import { readdirSync, readFileSync } from 'node:fs';
import { areas } from './areas.ts';

export type Decision = { file: string; number: string; title: string; area: string };

const FILE = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md$/;
const HEAD = /^# (\d{4}) (\S.*)\n\nArea: (\S+)\n\n/;

/** The records of a folder in order of number, and a sentence for each that is not as the index needs it. */
export function readDecisions(folder: string): { decisions: Decision[]; problems: string[] } {
  const files = readdirSync(folder).filter((file) => file !== 'README.md');
  return parseDecisions(files.sort().map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') })));
}

export function parseDecisions(files: readonly { file: string; text: string }[]) {
  const decisions: Decision[] = [];
  const problems: string[] = [];
  for (const { file, text } of files) {
    const [, numberOfFile] = FILE.exec(file) ?? [];
    const [, number, title, area] = HEAD.exec(text) ?? [];
    const other = decisions.find((decision) => decision.number === number);
    if (!numberOfFile) problems.push(`${file}: name it NNNN-words-in-lower-case.md`);
    else if (!number || !title || !area) problems.push(`${file}: begin with "# ${numberOfFile} Title", then "Area: …"`);
    else if (number !== numberOfFile) problems.push(`${file}: the heading has the number ${number}`);
    else if (title.endsWith('.')) problems.push(`${file}: a title has no full stop`);
    else if (!Object.hasOwn(areas, area))
      problems.push(`${file}: there is no area "${area}"; scripts/decisions/areas.ts has them`);
    else if (other) problems.push(`${file}: ${other.file} has the number ${number} already; take a free one`);
    else decisions.push({ file, number, title, area });
  }
  return { decisions, problems };
}
