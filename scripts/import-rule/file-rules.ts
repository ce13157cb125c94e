import type { ParsedFile } from './parsed-file.ts';
import { isTest, topFolder } from './resolve-import.ts';
import type { Violation } from './violation.ts';

const MAX_LINES = 300;
const DUMPS = /^(utils?|helpers?|common|types|misc|shared|stuff)(\.|$)/;
/** Kebab case; Next's own signs for groups, parameters and private folders. */
const NAME = /^([a-z0-9_.()-]+|\[[a-zA-Z.]+\])$/;

/** The one file of these constants. */
const UNITS = 'core/time/units.ts';
const UNIT = /^(SECOND|MINUTE|HOUR|DAY|WEEK)_MS$/;

/** The one file of the `<form>` element. */
const FORM = 'components/form/form.tsx';

/** Rules that need to see one file only. */
export function checkFile(file: ParsedFile): Violation[] {
  const { path } = file;
  const found: Violation[] = [];
  const add = (line: number, sentence: string) => found.push({ path, line, sentence });

  if (file.lines > MAX_LINES) add(MAX_LINES, `${file.lines} lines: ${MAX_LINES} are the limit, 70 the aim`);
  for (const part of path.split('/')) {
    if (DUMPS.test(part)) add(1, `'${part}' says nothing: name it after what is in it`);
    else if (!NAME.test(part)) add(1, `'${part}' is not in kebab case`);
  }
  for (const { line, name } of path === UNITS ? [] : file.constants) {
    if (UNIT.test(name)) add(line, `${name} belongs to ${UNITS}: import it from there`);
  }
  for (const { line, sentence } of file.oldWords) add(line, sentence);
  for (const line of file.starExports) add(line, 'no barrels: import from the file itself instead of export *');
  if (file.onlyReExports || /(^|\/)index\.tsx?$/.test(path))
    add(1, 'no barrels: this file only passes on what others have');
  for (const line of path === FORM ? [] : file.forms) add(line, `<form> belongs to ${FORM}: build it with useCommand`);
  if (topFolder(path) === 'server' && !isTest(path)) {
    for (const { line } of file.inputs.filter(({ from }) => !from?.startsWith('#core/')))
      add(line, 'the input of a verb is a schema of core, imported from #core: forms check with the same');
  }
  if (topFolder(path) === 'core' && !isTest(path)) {
    for (const { line, what } of file.impurities)
      add(line, `core may not use ${what}: time, ids and randomness are arguments`);
  }
  return found;
}
