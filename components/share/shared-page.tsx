'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import type { SharePage } from '#core/permissions.ts';
import { sharePageWords } from '#lib/labels/share.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { ZoneProvider } from '../time/zone.tsx';
import { cx } from '../ui/cx.ts';
import { Logo } from '../ui/logo.tsx';
import { TipLayer } from '../ui/tip-layer.tsx';
import { CriteriaTable } from '../verdict/criteria-table.tsx';
import { StreakCard } from '../verdict/streak-card.tsx';
import { VerdictBand } from '../verdict/verdict-band.tsx';
import { WhyNotYet } from '../verdict/why-not-yet.tsx';
import { FreshnessLine } from './freshness-line.tsx';
import { SharedPlan } from './shared-plan.tsx';

type Props = { page: SharePage; pages: readonly SharePage[]; token: string };

/** A page as somebody without an account sees it: nothing to press, no way to anywhere else. */
export function SharedPage({ page, pages, token }: Props) {
  return (
    <div className="mx-auto max-w-[92rem] px-3.5 pb-16 md:px-7">
      <header className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
        <p className="flex items-center gap-2 font-[650] tracking-[-0.01em]">
          <Logo />
          Parallax <span className="font-normal text-ink-3">shared, read only</span>
        </p>
        {pages.length > 1 && (
          <nav aria-label="Shared pages" className="no-print flex gap-1">
            {pages.map((one) => (
              <a
                key={one}
                href={`/s/${token}?page=${one}`}
                aria-current={one === page ? 'page' : undefined}
                className={cx('rounded-control px-2.5 py-1 hover:bg-hush', one === page && 'bg-hush font-[550]')}
              >
                {sharePageWords[one].name}
              </a>
            ))}
          </nav>
        )}
      </header>
      <main>{page === 'plan' ? <SharedPlan /> : <SharedVerdict page={page} />}</main>
      <TipLayer />
    </div>
  );
}

function SharedVerdict({ page }: { page: 'go_no_go' | 'criteria' }) {
  const trpc = useTRPC();
  const answer = useSuspenseQuery(trpc.verdict.get.queryOptions({}));
  const { data } = answer;
  const { migration } = data;
  return (
    <ZoneProvider timeZone={migration.timeZone}>
      <div className="grid gap-4">
        <div>
          <h1 className="text-lg font-semibold">
            {migration.name}
            <span className="sr-only">: {sharePageWords[page].name}</span>
          </h1>
          <FreshnessLine answer={answer} />
        </div>
        {page === 'go_no_go' && (
          <>
            <VerdictBand data={data} />
            <WhyNotYet slug={null} blockers={data.blockers} />
          </>
        )}
        <CriteriaTable criteria={data.criteria} />
        {page === 'go_no_go' && data.streak && <StreakCard streak={data.streak} />}
      </div>
    </ZoneProvider>
  );
}
