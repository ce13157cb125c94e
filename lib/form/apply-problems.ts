import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { messageOf, problemsOf } from '../trpc/error-code.ts';

/**
 * Puts what the server refused to the fields it names (JSON pointers), the rest to the form as a whole. A pointer that is no field of
 * this form is told as a whole too: nothing is swallowed. `fieldOf` says where the fields of this form lie in what was sent.
 */
export function applyProblems<In extends FieldValues, Out>(
  form: UseFormReturn<In, unknown, Out>,
  error: unknown,
  fieldOf: (pointer: string) => string = pathOf,
): void {
  const rest: string[] = [];
  for (const { pointer, message } of problemsOf(error)) {
    const path = fieldOf(pointer);
    if (isPath(path, form.getValues())) form.setError(path, { type: 'server', message });
    else rest.push(pointer ? `${pointer}: ${message}` : message);
  }
  if (rest.length > 0 || problemsOf(error).length === 0) {
    form.setError('root', { type: 'server', message: rest.join('; ') || messageOf(error) });
  }
}

export function pathOf(pointer: string): string {
  return pointer.split('/').slice(1).map(unescapeStep).join('.');
}

function isPath<In extends FieldValues>(path: string, values: In): path is Path<In> {
  let at: unknown = values;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(step in at)) return false;
    at = Reflect.get(at, step);
  }
  return true;
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
