'use client';

import dynamic from 'next/dynamic';
import { formatCounted } from '#lib/format/count.ts';
import { Card } from '../ui/card.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { PartCard } from './part-card.tsx';
import { usePlan } from './use-plan.ts';

const RampChart = dynamic(() => import('../charts/ramp-chart.tsx').then((file) => file.RampChart), {
  ssr: false,
  loading: () => <Skeleton className="h-45" />,
});

/** How traffic moves to the target, stage by stage: as a picture, and as the table that it is drawn from. */
export function RampView() {
  const { plan } = usePlan();
  const { ramp } = plan.document;
  const days = ramp.reduce((sum, { soakDays }) => sum + soakDays, 0);
  return (
    <>
      {ramp.length > 0 && (
        <Card title="Traffic on the target" note={`${formatCounted(days, 'day')} at least, if nothing holds it up`}>
          <div
            className="px-4 pt-1.5 pb-4"
            role="img"
            aria-label={`Steps of the ramp: ${ramp.map(({ percent }) => `${percent} %`).join(', ')}`}
          >
            <RampChart stages={ramp} />
          </div>
        </Card>
      )}
      <PartCard
        part="ramp"
        title="Stages"
        note={ramp.length > 0 && formatCounted(ramp.length, 'stage')}
        items={ramp}
        columns={[
          { head: 'Traffic', number: true, cell: ({ percent }) => `${percent} %` },
          { head: 'Reads', cell: ({ reads }) => reads },
          { head: 'Writes', cell: ({ writes }) => writes },
          { head: 'Held at least', number: true, cell: ({ soakDays }) => formatCounted(soakDays, 'day') },
          {
            head: 'While it is held',
            cell: ({ guards }) =>
              guards.length === 0 ? <span className="text-ink-3">no condition</span> : guards.join('; '),
          },
        ]}
        empty="No stage is planned: traffic moves in steps, each held until it has proven itself."
      />
    </>
  );
}
