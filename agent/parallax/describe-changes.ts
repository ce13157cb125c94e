import { counted, listed } from '../../core/format/count.ts';
import { describeChange } from '../../core/strictness/describe-change.ts';
import { isLoosened } from '../../core/strictness/is-loosened.ts';
import type { Paint } from './paint.ts';
import type { Change, Preview } from './preview.ts';

const colours = { added: 'green', changed: 'yellow', removed: 'red', moved: 'yellow' } as const;

/** A difference for people: what is added and removed whole, of what changes the fields before and after. */
export function describeChanges({ changes, waiting }: Pick<Preview, 'changes' | 'waiting'>, paint: Paint): string {
  if (changes.length === 0) return 'No changes: the plan is what the file says.\n';
  const lines = changes.flatMap((change) => [...describe(change, paint), '']);
  return `${lines.join('\n')}${summaryOf(changes, paint)}${waitingOf(waiting, paint)}\n`;
}

function describe(change: Change, paint: Paint): string[] {
  const { kind } = change;
  const { sign, title, loosened, lines } = describeChange(change);
  const note = kind === 'moved' ? ', to another place' : '';
  const warning = loosened ? ` ${paint('red', '(loosened: asks less than before)')}` : '';
  const isWhole = kind === 'added' || kind === 'removed';
  return [
    `${paint(colours[kind], `${sign} ${title}`)}${note}${warning}`,
    ...lines.map((line) => (isWhole ? `    ${sign} ${line}` : `    ${line}`)),
  ];
}

function summaryOf(changes: readonly Change[], paint: Paint): string {
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length;
  const loosened = changes.filter(isLoosened).length;
  const parts = [`${count('added')} to add`, `${count('changed')} to change`, `${count('removed')} to remove`];
  if (count('moved') > 0) parts.push(`${count('moved')} to move`);
  const warning =
    loosened === 0
      ? ''
      : `\n${paint('red', `${counted(loosened, 'change asks', 'changes ask')} less than before`)}: once the parallel run has begun, ${ANSWERED_FIRST}.`;
  return `Plan: ${parts.join(', ')}.${warning}`;
}

/** Since the parallel run has begun. */
function waitingOf(waiting: readonly string[], paint: Paint): string {
  if (waiting.length === 0) return '';
  const count = counted(waiting.length, 'thing waits', 'things wait');
  return `\n${paint('red', `${count} for a second person then`)}: ${listed(waiting, 20)}. On the go / no-go page ${ANSWERED_FIRST}. Until then the worse verdict of both plans counts.`;
}

/** This program always comes with a key. */
const ANSWERED_FIRST =
  'a person who may change the plan has to answer for what a key applied, and a second person to approve it';
