import type { FieldProblems } from './place-problems.ts';
import type { FormField } from './use-command.ts';

/** A field of what is itself a field: `checks/record_count`. `problems`: of the form. */
export function innerField<V extends object, K extends keyof V & string>(
  outer: FormField<V>,
  key: K,
  problems: FieldProblems,
): FormField<V[K]> {
  const name = `${outer.name}/${key}`;
  return {
    name,
    value: outer.value[key],
    onChange: (value) => outer.onChange({ ...outer.value, [key]: value }),
    error: problems[name],
    limit: undefined,
  };
}
