import { AppError } from '#core/errors.ts';

/** Lists and objects inside one another. Nothing that we take has ten. */
export const MOST_LEVELS = 64;

const [QUOTE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5b, 0x5d, 0x7b, 0x7d];

/** Before it is parsed: millions of brackets in a few bytes of gzip take a parser all its memory. */
export function refuseDeepNesting(json: string): void {
  let levels = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfText(json, at);
    else if (code === CLOSE_LIST || code === CLOSE_OBJECT) levels -= 1;
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      levels += 1;
      if (levels > MOST_LEVELS) throw tooDeep(at);
    }
  }
}

function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end < 0 ? json.length : end;
}

function isEscaped(json: string, at: number): boolean {
  let before = at;
  while (json[before - 1] === '\\') before -= 1;
  return (at - before) % 2 === 1;
}

function tooDeep(at: number): AppError {
  const message = `is nested deeper than ${MOST_LEVELS} levels at character ${at + 1}`;
  return new AppError('BAD_REQUEST', 'The body is malformed.', { problems: [{ pointer: '', message }] });
}
