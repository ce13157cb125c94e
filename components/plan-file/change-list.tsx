import { listed } from '#core/format/count.ts';
import { type AnsweredChange, type DescribedChange, describeChange } from '#core/strictness/describe-change.ts';
import { formatCount, formatCounted } from '#lib/format/count.ts';
import { ScrollBox } from '../ui/scroll-box.tsx';
import { Status } from '../ui/status.tsx';

/** `waiting`: what of it would wait for a second person, once the parallel run has begun. */
type Props = { changes: readonly AnsweredChange[]; waiting: readonly string[] };

const asksLess = { word: 'asks less', shape: 'triangle', tone: 'cond' } as const;

/** A difference of plans, as `parallax plan` shows it: what comes and goes whole, of what changes the fields before and after. */
export function ChangeList({ changes, waiting }: Props) {
  if (changes.length === 0) return <p className="text-ink-2">No changes: the plan is what the file says.</p>;
  const described = changes.map(describeChange);
  const loosened = described.filter((change) => change.loosened).length;
  return (
    <section aria-label="What changes" className="grid gap-2">
      <p className="font-[550]">{summaryOf(changes)}</p>
      {waiting.length > 0 && (
        <p className="text-cond">
          {formatCounted(waiting.length, 'change')} would wait for a second person: {listed(waiting, 20)}. Until then
          the worse verdict of both plans counts.
        </p>
      )}
      {waiting.length === 0 && loosened > 0 && (
        <p className="text-cond">
          {formatCounted(loosened, 'change asks', 'changes ask')} less than before: once the parallel run has begun, a
          second person has to approve that.
        </p>
      )}
      <ScrollBox label="Changes" className="max-h-80 rounded-control border">
        <ul>
          {described.map((change) => (
            <Change key={`${change.sign}${change.title}`} {...change} />
          ))}
        </ul>
      </ScrollBox>
    </section>
  );
}

const names = { '+': 'added', '~': 'changed', '-': 'removed', '>': 'to another place' } as const;

function Change({ sign, title, loosened, lines }: DescribedChange) {
  return (
    <li className="border-t border-hush px-3 py-2 first:border-t-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span aria-hidden="true" className="w-3 font-mono font-semibold">
          {sign}
        </span>
        <span className="font-[550]">{title}</span>
        <span className="text-ink-3">{names[sign]}</span>
        {loosened && <Status status={asksLess} />}
      </p>
      {lines.length > 0 && (
        <pre className="mt-0.5 pl-5 font-mono text-xs break-words whitespace-pre-wrap text-ink-2">
          {lines.join('\n')}
        </pre>
      )}
    </li>
  );
}

/** "2 to add, 1 to change, 0 to remove" */
function summaryOf(changes: readonly AnsweredChange[]): string {
  const counts = Object.groupBy(changes, ({ kind }) => kind);
  const part = (kind: AnsweredChange['kind'], verb: string) => `${formatCount(counts[kind]?.length ?? 0)} to ${verb}`;
  const parts = [part('added', 'add'), part('changed', 'change'), part('removed', 'remove')];
  return [...parts, ...(counts.moved ? [part('moved', 'move')] : [])].join(', ');
}
