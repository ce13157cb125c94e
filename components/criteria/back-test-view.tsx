import type { BackTest } from '#core/criteria/back-test.ts';
import { formatDay } from '#lib/format/instant.ts';
import { cx } from '../ui/cx.ts';
import { Status } from '../ui/status.tsx';
import { outcomeStatus } from '../verdict/labels.ts';
import { directionWords } from './labels.ts';

type Aspect = {
  name: string;
  before: string | null;
  after: string | null;
  direction: 'loosens' | 'tightens' | 'changes';
};
type Props = {
  data: { aspects: Aspect[]; needsApproval: boolean; before: BackTest | null; after: BackTest };
  className?: string;
};

/** What a change does, before it is made: field by field, and on the days that are over. */
export function BackTestView({ data, className }: Props) {
  const { aspects, needsApproval, before, after } = data;
  return (
    <section
      aria-label="What it does"
      aria-live="polite"
      className={cx('grid gap-3 rounded-control border bg-hush/50 p-3', className)}
    >
      <AspectList aspects={aspects} none="Nothing is changed yet." />
      <div className="grid gap-1.5">
        <p className="font-semibold">{after.text}</p>
        <OutcomeStrip label="As it would be" test={after} />
        {before && (
          <>
            <p className="text-ink-2">
              As it stands: met on {before.met} of {before.days.length}.
            </p>
            <OutcomeStrip label="As it stands" test={before} />
          </>
        )}
        <p className="text-xs text-ink-3">On evidence stored today, with the datasets of today, and without waivers.</p>
      </div>
      {needsApproval && (
        <p className="text-cond">
          This takes effect when a second person has approved it. Until then the go / no-go page shows both verdicts,
          and the worse one counts.
        </p>
      )}
    </section>
  );
}

export function AspectList({ aspects, none }: { aspects: readonly Aspect[]; none?: string }) {
  if (aspects.length === 0) return none ? <p className="text-ink-2">{none}</p> : null;
  return (
    <ul className="grid gap-1">
      {aspects.map(({ name, before, after, direction }) => (
        <li key={name} className="flex flex-wrap items-baseline gap-x-2">
          <span className="text-ink-3">{name}</span>
          <span>
            {before ?? 'not there'} → <strong className="font-semibold">{after ?? 'not there any more'}</strong>
          </span>
          {direction !== 'changes' && <Status status={directionWords[direction]} />}
        </li>
      ))}
    </ul>
  );
}

function OutcomeStrip({ label, test }: { label: string; test: BackTest }) {
  if (test.days.length === 0) return null;
  return (
    <ol className="flex gap-[3px]" aria-label={`${label}, oldest day first`}>
      {test.days.map(({ date, outcome }) => {
        const said = `${formatDay(date)}: ${outcomeStatus({ outcome, unknownReason: null }).word}`;
        return (
          <li key={date} data-tip={said} className="min-w-0 max-w-6 flex-1">
            <span
              className={cx(
                'block h-5 rounded-[3px]',
                outcome === 'met' ? 'bg-go/85' : outcome === 'not_met' ? 'border-2 border-no' : 'hatched',
              )}
            />
            <span className="sr-only">{outcome === 'unknown' ? `${formatDay(date)}: unknown` : said}</span>
          </li>
        );
      })}
    </ol>
  );
}
