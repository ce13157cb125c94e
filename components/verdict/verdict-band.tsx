import { dayOf } from '#core/time/day.ts';
import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatClock, formatDay, formatInstant } from '#lib/format/instant.ts';
import { When } from '../time/when.tsx';
import { cx } from '../ui/cx.ts';
import { PageLink } from '../ui/page-link.tsx';
import { Shape } from '../ui/shape.tsx';
import { toneSoft, toneText } from '../ui/tone.ts';
import { EarliestExit } from './earliest-exit.tsx';
import { verdictWords } from './words.ts';

/** The verdict as one word, how it came about, and the earliest day it can change. */
export function VerdictBand({ data, slug = null }: { data: GoNoGo; slug?: string | null }) {
  const { word, shape, tone } = verdictWords[data.verdict];
  return (
    <section
      aria-label="Verdict"
      className="grid overflow-hidden rounded-card border bg-card shadow-card lg:grid-cols-[1.25fr_1fr]"
    >
      <div
        className={cx('border-b px-4 py-5 lg:border-r lg:border-b-0 lg:px-6', toneSoft[tone])}
        data-verdict={data.verdict}
      >
        <p
          className={cx(
            'flex items-center gap-3.5 text-[2.75rem] leading-none font-[720] tracking-[-0.035em] lg:text-[3.25rem]',
            toneText[tone],
          )}
        >
          <Shape name={shape} size={42} className="[--cut:var(--color-card)]" />
          {word}
        </p>
        <p className="mt-3 text-ink-2">
          <strong className="font-semibold text-ink">{data.headline}</strong> {data.summary}
        </p>
        <p className="mt-2 text-ink-3">
          as of {formatClock(data.computedAt, data.migration.timeZone)}
          {data.oldestEvidenceAt ? (
            <>
              {' · '}oldest evidence <When at={data.oldestEvidenceAt} form="age" />
            </>
          ) : (
            ' · no evidence yet'
          )}
          {' · '}plan v{data.migration.planVersion}
          {data.loosened.length > 0 && (
            <>
              {' · '}
              <Loosened slug={slug} text={loosenedText(data.loosened, data.migration.timeZone)} />
            </>
          )}
        </p>
        <p className="only-print mt-1 text-xs">
          {formatInstant(data.computedAt, data.migration.timeZone)}
          {data.planHash && `, plan v${data.migration.planVersion} with SHA-256 ${data.planHash}`}
        </p>
      </div>
      <EarliestExit slug={slug} data={data} />
    </section>
  );
}

/** To whom may go there a way to what was changed; a share link leads nowhere. */
function Loosened({ slug, text }: { slug: string | null; text: string }) {
  const look = cx('font-[550]', toneText.cond);
  if (slug === null) return <span className={look}>{text}</span>;
  return (
    <PageLink href={`/m/${slug}/criteria#changes`} className={cx(look, 'underline')}>
      {text}
    </PageLink>
  );
}

/** "loosened once (18 Nov)": since the start, and no second person has approved it. */
function loosenedText(loosened: GoNoGo['loosened'], timeZone: string): string {
  const dayText = ({ at }: { at: string }) => formatDay(dayOf(Date.parse(at), timeZone));
  const days = [...new Set(loosened.map(dayText))];
  const times = loosened.length === 1 ? 'once' : loosened.length === 2 ? 'twice' : `${loosened.length} times`;
  return `loosened ${times} (${days.join(', ')})`;
}
