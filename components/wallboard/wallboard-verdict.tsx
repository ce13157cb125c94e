import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatCount, formatCounted } from '#lib/format/count.ts';
import { formatClock } from '#lib/format/instant.ts';
import { When } from '../time/when.tsx';
import { cx } from '../ui/cx.ts';
import { Shape } from '../ui/shape.tsx';
import { toneText } from '../ui/tone.ts';
import { DayMark } from '../verdict/day-mark.tsx';
import { standingWords, verdictWords } from '../verdict/labels.ts';
import { WallboardExit } from './wallboard-exit.tsx';

/** So many reasons can be read from where people stand. */
const SHOWN = 5;
const SHOWN_DAYS = 30;

export function WallboardVerdict({ slug, data }: { slug: string | undefined; data: GoNoGo }) {
  const { word, shape, tone } = verdictWords[data.verdict];
  const stale = data.blockers.filter(({ standing }) => standing === 'stale').length;
  return (
    <main className="wallboard" data-wallboard="current" data-verdict={data.verdict}>
      <header className="wallboard-small flex flex-wrap items-baseline justify-between gap-x-[3vw] text-ink-2">
        <span className="font-semibold text-ink">{data.migration.name}</span>
        <span>
          {data.gate && `gate “${data.gate}” · `}
          {formatClock(data.computedAt, data.migration.timeZone)}
        </span>
      </header>
      <div>
        <h1 className={cx('wallboard-word flex items-center gap-[2vw]', toneText[tone])}>
          <Shape name={shape} size={150} className="flex-none [--cut:var(--color-bg)]" />
          {word}
        </h1>
        <p className="wallboard-line mt-[0.6vw]">{data.headline}</p>
        {data.waiting && (
          <p className="wallboard-small mt-[0.4vw] text-ink-2">
            {verdictWords[data.waiting.approved.verdict].word} under the approved plan ·{' '}
            {verdictWords[data.waiting.standing.verdict].word} as it stands, of which{' '}
            {formatCounted(data.waiting.changes.length, 'change')}{' '}
            {data.waiting.changes.length === 1 ? 'waits' : 'wait'} for approval
          </p>
        )}
      </div>
      {stale > 0 && (
        <p
          className="wallboard-line wallboard-alarm rounded-card px-[1vw] py-[0.4vw] font-semibold"
          data-wallboard-stale={stale}
        >
          Evidence is overdue: {formatCounted(stale, 'reason')} below {stale === 1 ? 'rests' : 'rest'} on old data.
        </p>
      )}
      <ul aria-label="Why not yet" className="wallboard-small grid content-start gap-[0.7vw]">
        {data.blockers.slice(0, SHOWN).map((blocker) => {
          const standing = standingWords[blocker.standing];
          return (
            <li
              key={`${blocker.criterionId ?? blocker.standing} ${blocker.onlyUnder ?? ''}`}
              className="grid grid-cols-[max(2.4vw,1.25rem)_minmax(0,1fr)] items-center gap-x-[max(0.6vw,0.5rem)] md:grid-cols-[2.4vw_minmax(0,1fr)_auto]"
            >
              <span className={toneText[standing.tone]}>
                <Shape name={standing.shape} size={34} className="max-md:size-5" />
                <span className="sr-only">{standing.word}:</span>
              </span>
              <span className="md:truncate">{blocker.headline}</span>
              <span className="font-semibold max-md:col-start-2">{blocker.gap ?? standing.word}</span>
            </li>
          );
        })}
        {data.blockers.length > SHOWN && (
          <li className="text-ink-2">and {formatCount(data.blockers.length - SHOWN)} more</li>
        )}
      </ul>
      <footer className="wallboard-small grid gap-[1vw]">
        {data.streak && <Streak streak={data.streak} />}
        <p className="flex flex-wrap justify-between gap-x-[3vw] text-ink-2">
          <WallboardExit slug={slug} verdict={data.verdict} />
          <span>
            oldest evidence {data.oldestEvidenceAt ? <When at={data.oldestEvidenceAt} form="age" inert /> : 'none yet'}
          </span>
        </p>
      </footer>
    </main>
  );
}

function Streak({ streak }: { streak: NonNullable<GoNoGo['streak']> }) {
  const days = streak.days.slice(-SHOWN_DAYS);
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-[1.5vw]">
      <span className="font-semibold">
        {streak.cleanDays} of {streak.neededDays} clean days
      </span>
      <div className="flex gap-[4px]" aria-hidden="true">
        {days.map(({ date, state }) => (
          <DayMark key={date} state={state} className="h-[2.2vw] min-w-0 max-w-[3vw] flex-1" />
        ))}
      </div>
    </div>
  );
}
