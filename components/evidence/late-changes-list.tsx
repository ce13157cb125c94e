import type { LateChanges } from '#core/evidence/late-changes.ts';
import { formatDay } from '#lib/format/instant.ts';
import { When } from '../time/when.tsx';

type Spans = LateChanges['findings'][number]['before'];

/** Days and findings that become other ones, before and after. */
export function LateChangesList({ changes: { days, findings } }: { changes: LateChanges }) {
  if (days.length + findings.length === 0) return <p className="text-ink-2">No day and no finding changes.</p>;
  return (
    <ul className="grid gap-1 text-ink-2">
      {days.map(({ day, before, after }) => (
        <li key={day}>
          {formatDay(day, 'long')}: {before} → {after}
        </li>
      ))}
      {findings.map(({ number, title, before, after }) => (
        <li key={number}>
          D-{number} {title}: <Open spans={before} /> → <Open spans={after} />
        </li>
      ))}
    </ul>
  );
}

function Open({ spans }: { spans: Spans }) {
  if (spans.length === 0) return 'never open';
  return (
    <>
      open{' '}
      {spans.map(({ from, to }, i) => (
        <span key={from}>
          {i > 0 && ', '}
          from <When at={from} />{' '}
          {to === null ? (
            'on'
          ) : (
            <>
              to <When at={to} />
            </>
          )}
        </span>
      ))}
    </>
  );
}
