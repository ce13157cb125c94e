import type { LateChanges } from '#core/late-evidence/late-changes.ts';
import { formatDay } from '#lib/format/instant.ts';
import { When } from '../time/when.tsx';

type Spans = LateChanges['findings'][number]['before'];

/** Days and findings that become other ones, before and after. */
export function LateChangesList({ changes: { days, findings, beforeStart } }: { changes: LateChanges }) {
  return (
    <ul className="grid gap-1 text-ink-2">
      {days.length + findings.length === 0 && <li>No day and no finding changes.</li>}
      {beforeStart && (
        <li>
          The ledger begins on {formatDay(beforeStart.startedOn, 'long')}, when the migration was made: what is about{' '}
          {formatDay(beforeStart.from, 'long')} to {formatDay(beforeStart.to, 'long')} fills no day of it.
        </li>
      )}
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
