import { planDocumentSchema } from '../plan/document.ts';
import { fieldChanges } from '../plan/field-changes.ts';
import { withoutDefaults } from '../plan/without-defaults.ts';
import { writeScalar } from '../yaml/write-scalar.ts';
import { writeYaml } from '../yaml/write-yaml.ts';
import { isLoosened } from './is-loosened.ts';

/** A change as `plan.preview` answers it. */
export type AnsweredChange = {
  part: string;
  name: string;
  kind: 'added' | 'changed' | 'removed' | 'moved';
  before?: unknown;
  after?: unknown;
};

export type DescribedChange = {
  sign: '+' | '~' | '-' | '>';
  /** `phases "Shadow"`; a part that exists once: `settings`. */
  title: string;
  /** A criterion that becomes easier to meet or goes, or a dataset of which less is asked. */
  loosened: boolean;
  /** What is added or removed, whole, as it stands in parallax.yaml; of what changes each field: `threshold: "1" → "0.9"`. */
  lines: string[];
};

const signs = { added: '+', changed: '~', removed: '-', moved: '>' } as const satisfies Record<
  AnsweredChange['kind'],
  string
>;

/** One difference of two plans in words, the same on the command line and on the page. */
export function describeChange({ part, name, kind, before = null, after = null }: AnsweredChange): DescribedChange {
  return {
    sign: signs[kind],
    title: part === name ? part : `${part} ${JSON.stringify(name)}`,
    loosened: isLoosened({ part, before, after }),
    lines:
      kind === 'added' ? wholeOf(part, after) : kind === 'removed' ? wholeOf(part, before) : fieldsOf(before, after),
  };
}

function fieldsOf(before: unknown, after: unknown): string[] {
  return fieldChanges(before, after).map(
    ({ path, before: old, after: fresh }) => `${path}: ${inWords(old)} → ${inWords(fresh)}`,
  );
}

/** As it stands in the file, or stood there. */
function wholeOf(part: string, item: unknown): string[] {
  const shape: Record<string, unknown> = planDocumentSchema.shape;
  const [shown] = [withoutDefaults(shape[part], [item])].flat();
  return writeYaml(Object.fromEntries(Object.entries(shown ?? {})))
    .split('\n')
    .filter((line) => line !== '');
}

function inWords(value: unknown): string {
  if (value === undefined || value === null) return '(nothing)';
  return typeof value === 'object' ? JSON.stringify(value) : writeScalar(value);
}
