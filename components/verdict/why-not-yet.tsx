import type { Blocker } from '#core/verdict/schema.ts';
import { keepTogether } from '#lib/format/keep-together.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { cx } from '../ui/cx.ts';
import { PageLink } from '../ui/page-link.tsx';
import { Shape } from '../ui/shape.tsx';
import { toneText } from '../ui/tone.ts';
import { standingWords, underWords } from './labels.ts';

/** `slug` null: to somebody who may go nowhere from here, such as through a share link. */
type Props = { slug: string | null; blockers: Blocker[] };

/** What stands between now and go, worst first; each line leads to its evidence. */
export function WhyNotYet({ slug, blockers }: Props) {
  if (blockers.length === 0) return null;
  const advisory = blockers.every((blocker) => !blocker.blocking);
  return (
    <Card
      title={advisory ? 'What to keep in mind' : 'Why not yet'}
      action={slug !== null && <CsvLink list="blockers" query={{ slug }} of="the reasons" />}
    >
      <ul className="mt-1.5">
        {blockers.map((blocker) => (
          <BlockerLine
            key={`${blocker.criterionId ?? blocker.standing} ${blocker.onlyUnder ?? ''}`}
            slug={slug}
            blocker={blocker}
          />
        ))}
      </ul>
    </Card>
  );
}

function BlockerLine({ slug, blocker }: { slug: string | null; blocker: Blocker }) {
  const { word, shape, tone } = standingWords[blocker.standing];
  return (
    <li className="relative grid grid-cols-[1.375rem_1fr] items-baseline gap-x-2.5 gap-y-0.5 border-t border-hush px-4 py-2.5 hover:bg-hush/50 lg:grid-cols-[1.375rem_minmax(0,1fr)_12rem_11rem_4.5rem]">
      <span className={cx('self-start pt-[3px]', toneText[tone])}>
        <Shape name={shape} />
        <span className="sr-only">{word}:</span>
      </span>
      {slug === null ? (
        <span>
          <BlockerWords blocker={blocker} />
        </span>
      ) : (
        <PageLink href={hrefOf(slug, blocker)} className="after:absolute after:inset-0">
          <BlockerWords blocker={blocker} />
        </PageLink>
      )}
      <span className={cx('font-semibold max-lg:col-start-2', blocker.standing === 'failed' && toneText[tone])}>
        {blocker.gap ? keepTogether(blocker.gap) : word}
      </span>
      <span className="text-ink-2 max-lg:col-start-2">
        {blocker.standing !== 'unapproved' && (
          <>
            {blocker.ownerTeam ?? 'no owner'}
            {!blocker.blocking && ' · advisory'}
          </>
        )}
      </span>
      <span className="relative text-ink-3 max-lg:col-start-2 lg:text-right">
        {blocker.since ? (
          <>
            <span className="lg:sr-only">for </span>
            <When at={blocker.since} form="age" />
          </>
        ) : (
          <span aria-hidden="true" className="max-lg:hidden">
            —
          </span>
        )}
      </span>
    </li>
  );
}

function BlockerWords({ blocker }: { blocker: Blocker }) {
  return (
    <>
      <span className="font-[550]">{blocker.headline}</span>
      {blocker.detail && <span className="text-ink-2"> — {blocker.detail}</span>}
      {blocker.onlyUnder && <span className="text-cond"> · only {underWords[blocker.onlyUnder]}</span>}
    </>
  );
}

function hrefOf(slug: string, { link }: Blocker): string {
  if (link.page === 'go_no_go') return `/m/${slug}#waiting`;
  const hasDatasets = link.page === 'discrepancies' || link.page === 'evidence';
  return `/m/${slug}/${link.page}${link.datasetId && hasDatasets ? `?dataset=${link.datasetId}` : ''}`;
}
