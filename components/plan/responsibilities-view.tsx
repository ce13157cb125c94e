'use client';

import { PartCard } from './part-card.tsx';
import { RaciCard } from './raci-card.tsx';
import { usePlan } from './use-plan.ts';

/** Who validates what, and who answers for it. */
export function ResponsibilitiesView() {
  const { plan } = usePlan();
  return (
    <>
      <RaciCard />
      <PartCard
        part="teams"
        title="Teams"
        items={plan.document.teams}
        columns={[
          { head: 'Validates', cell: ({ validationLayer }) => validationLayer || <i>nothing yet</i> },
          { head: 'Speaks for it', cell: ({ lead }) => lead ?? <span className="text-ink-3">nobody</span> },
        ]}
        empty="No team is entered. Once one is, everything else can only be owned by teams of this plan."
      />
    </>
  );
}
