'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { MeetingCard } from '../decision/meeting-card.tsx';
import { PhaseLine } from '../decision/phase-line.tsx';
import { ForecastHistoryCards } from '../forecast/forecast-history.tsx';
import { ApproverNotice } from '../member/approver-notice.tsx';
import { ArrivalsCard } from '../verdict/arrivals-card.tsx';
import { CriteriaTable } from '../verdict/criteria-table.tsx';
import { FirstSteps } from '../verdict/first-steps.tsx';
import { StreakCard } from '../verdict/streak-card.tsx';
import { VerdictBand } from '../verdict/verdict-band.tsx';
import { WaitingCard } from '../verdict/waiting-card.tsx';
import { WhyNotYet } from '../verdict/why-not-yet.tsx';

/** The page that answers: can we cut over, and if not, what is missing? */
export function GoNoGoPage({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.verdict.get.queryOptions({ slug }));
  return (
    <div className="grid gap-4">
      <h1 className="sr-only">Go / no-go: {data.migration.name}</h1>
      <PhaseLine phases={data.phases} gate={data.gate} />
      <VerdictBand data={data} slug={slug} />
      {data.oldestEvidenceAt === null && <FirstSteps slug={slug} />}
      <WhyNotYet slug={slug} blockers={data.blockers} />
      <WaitingCard slug={slug} />
      <ApproverNotice slug={slug} />
      <MeetingCard slug={slug} verdict={data} />
      <CriteriaTable criteria={data.criteria} slug={slug} />
      <div className="grid gap-4 lg:grid-cols-[7fr_5fr]">
        {data.streak && <StreakCard streak={data.streak} slug={slug} />}
        <ArrivalsCard slug={slug} discrepancies={data.discrepancies} />
      </div>
      <ForecastHistoryCards slug={slug} />
    </div>
  );
}
