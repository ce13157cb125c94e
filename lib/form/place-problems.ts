import type { Problem } from '#core/errors.ts';

/** What is wrong, by field: a pointer without its first slash (`reason`, `conditions/0/text`). '' is the form as a whole. */
export type FieldProblems = Readonly<Partial<Record<string, string>>>;

const MOST_AT_ONCE = 12;

/**
 * Puts each problem to its field. `fieldOf` says where the fields of this form lie in what is sent. A problem of nothing that stands in
 * the form is shown for the whole, with its pointer: nothing is swallowed.
 */
export function placeProblems(
  problems: readonly Problem[],
  values: object,
  fieldOf: (pointer: string) => string = nameOf,
): FieldProblems {
  const placed: Record<string, string> = {};
  const whole: string[] = [];
  for (const { pointer, message } of problems) {
    const field = fieldIn(values, fieldOf(pointer));
    if (field !== '') placed[field] ??= message;
    else whole.push(pointer ? `${pointer}: ${message}` : message);
  }
  const more = whole.length > MOST_AT_ONCE ? [`and ${whole.length - MOST_AT_ONCE} more`] : [];
  return whole.length > 0 ? { ...placed, '': [...whole.slice(0, MOST_AT_ONCE), ...more].join('; ') } : placed;
}

/** The problem of a field, or of the first thing in it. */
export function problemAt(problems: FieldProblems, field: string): string | undefined {
  const within = Object.keys(problems).find((name) => name.startsWith(`${field}/`));
  return problems[field] ?? (within === undefined ? undefined : problems[within]);
}

/** All that is wrong in one text, for a form that does not show the fields; undefined: nothing. */
export function problemsText(problems: FieldProblems): string | undefined {
  const all = Object.entries(problems).flatMap(([name, message]) =>
    message === undefined ? [] : [{ pointer: name && `/${name}`, message }],
  );
  return placeProblems(all, {})[''];
}

/** The problems that are left when a field is changed: what was wrong with it, and with the whole as it was sent, no longer holds. */
export function withoutField(problems: FieldProblems, field: string): FieldProblems {
  return Object.fromEntries(
    Object.entries(problems).filter(([name]) => name !== '' && name !== field && !name.startsWith(`${field}/`)),
  );
}

const nameOf = (pointer: string): string => pointer.slice(1);

/** The field of the form that a pointer is about, '' for none. What is sent as a list may be typed as one text. */
function fieldIn(values: object, field: string): string {
  let at: unknown = values;
  const steps = field.split('/');
  for (const [i, step] of steps.entries()) {
    if (typeof at !== 'object' || at === null) return steps.slice(0, i).join('/');
    const name = unescapeStep(step);
    if (!(name in at)) return '';
    at = Reflect.get(at, name);
  }
  return field;
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
