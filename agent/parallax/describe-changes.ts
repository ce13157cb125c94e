import { counted } from '../../core/format/count.ts';
import { planDocumentSchema } from '../../core/plan/document.ts';
import { fieldChanges } from '../../core/plan/field-changes.ts';
import { isLoosened } from '../../core/plan/is-loosened.ts';
import { withoutDefaults } from '../../core/plan/without-defaults.ts';
import { writeScalar } from '../../core/yaml/write-scalar.ts';
import { writeYaml } from '../../core/yaml/write-yaml.ts';
import type { Paint } from './paint.ts';
import type { Change } from './preview.ts';

const signs = { added: '+', changed: '~', removed: '-', moved: '>' } as const satisfies Record<Change['kind'], string>;
const colours = { added: 'green', changed: 'yellow', removed: 'red', moved: 'yellow' } as const;

/** A difference for people: what is added and removed whole, of what changes the fields before and after. */
export function describeChanges(changes: readonly Change[], paint: Paint): string {
  if (changes.length === 0) return 'No changes: the plan is what the file says.\n';
  const lines = changes.flatMap((change) => [...describe(change, paint), '']);
  return `${lines.join('\n')}${summaryOf(changes, paint)}\n`;
}

function describe(change: Change, paint: Paint): string[] {
  const { part, name, kind, before, after } = change;
  const what = part === name ? part : `${part} ${JSON.stringify(name)}`;
  const note = kind === 'moved' ? ', to another place' : '';
  const loosened = isLoosened(change) ? ` ${paint('red', '(loosened: asks less than before)')}` : '';
  return [
    `${paint(colours[kind], `${signs[kind]} ${what}`)}${note}${loosened}`,
    ...detailsOf(part, kind, before, after),
  ];
}

function detailsOf(part: string, kind: Change['kind'], before: unknown, after: unknown): string[] {
  if (kind === 'added' || kind === 'removed') return wholeOf(part, kind === 'added' ? after : before, signs[kind]);
  return fieldChanges(before, after).map(
    ({ path, before: old, after: fresh }) => `    ${path}: ${inWords(old)} → ${inWords(fresh)}`,
  );
}

/** As it stands in the file, or stood there. */
function wholeOf(part: string, item: unknown, sign: string): string[] {
  const shape: Record<string, unknown> = planDocumentSchema.shape;
  const [shown] = [withoutDefaults(shape[part], [item])].flat();
  return writeYaml(Object.fromEntries(Object.entries(shown ?? {})))
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [`    ${sign} ${line}`]));
}

function inWords(value: unknown): string {
  if (value === undefined || value === null) return '(nothing)';
  return typeof value === 'object' ? JSON.stringify(value) : writeScalar(value);
}

function summaryOf(changes: readonly Change[], paint: Paint): string {
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length;
  const loosened = changes.filter(isLoosened).length;
  const parts = [`${count('added')} to add`, `${count('changed')} to change`, `${count('removed')} to remove`];
  if (count('moved') > 0) parts.push(`${count('moved')} to move`);
  const warning =
    loosened === 0
      ? ''
      : `\n${paint('red', `${counted(loosened, 'change asks', 'changes ask')} less than before`)}: once the parallel run has begun, a second person has to approve that.`;
  return `Plan: ${parts.join(', ')}.${warning}`;
}
