import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatClock, formatInstant } from '#lib/format/instant.ts';
import { When } from '../time/when.tsx';
import { cx } from '../ui/cx.ts';
import { Shape } from '../ui/shape.tsx';
import { toneSoft, toneText } from '../ui/tone.ts';
import { BothVerdicts } from './both-verdicts.tsx';
import { EarliestExit } from './earliest-exit.tsx';
import { verdictWords } from './labels.ts';

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
        {data.waiting && <BothVerdicts waiting={data.waiting} slug={slug} />}
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
