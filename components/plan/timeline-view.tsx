'use client';

import { timelineOf } from '#core/plan/timeline.ts';
import { dayOf } from '#core/time/day.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { useNow } from '../time/now.tsx';
import { Card } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';
import { FrameCard } from './frame-card.tsx';
import { lateWords, phaseWords } from './labels.ts';
import { PartCard } from './part-card.tsx';
import { PhaseCard } from './phase-card.tsx';
import { TimelinePicture } from './timeline-picture.tsx';
import { usePlan } from './use-plan.ts';

const none = <span className="text-ink-3">—</span>;

/** Phases in time: as they were planned, and as decisions really began and ended them. */
export function TimelineView() {
  const { plan, migration } = usePlan();
  // Whole hours, so that what is drawn does not change with every tick.
  const nowMs = Math.floor(useNow() / HOUR_MS) * HOUR_MS;
  const { document } = plan;
  const { timeZone } = migration;
  const states = new Map(plan.phases.map((state) => [state.name, state]));
  const phases = document.phases.map((phase) => {
    const { state = 'ahead', startedAt = null, leftAt = null } = states.get(phase.name) ?? {};
    return { ...phase, state, startedAt, leftAt } as const;
  });
  const timeline = timelineOf({
    phases,
    windows: document.calendar,
    timeBoxEndsOn: document.settings.timeBox?.endsOn ?? null,
    timeZone,
    nowMs,
  });
  const late = new Map(timeline?.rows.map(({ name, lateDays }) => [name, lateDays]));
  const day = (instant: string) => formatDay(dayOf(Date.parse(instant), timeZone));
  return (
    <>
      <FrameCard />
      {timeline && document.phases.length > 0 && (
        <Card title="Timeline" note={`${formatDay(timeline.from)} to ${formatDay(timeline.to)}, days in ${timeZone}`}>
          <TimelinePicture timeline={timeline} />
        </Card>
      )}
      <PartCard
        part="phases"
        title="Phases"
        note={phases.length > 0 && 'each is left at its gate, by a decision'}
        items={phases}
        about={({ goal }) => goal}
        columns={[
          {
            head: 'Planned',
            cell: ({ plannedFrom, plannedTo }) =>
              plannedFrom === null && plannedTo === null ? none : `${dayText(plannedFrom)} to ${dayText(plannedTo)}`,
          },
          {
            head: 'Actual',
            cell: ({ startedAt, leftAt }) =>
              startedAt === null
                ? none
                : leftAt === null
                  ? `since ${day(startedAt)}`
                  : `${day(startedAt)} to ${day(leftAt)}`,
          },
          { head: 'State', cell: ({ state }) => <Status status={phaseWords[state]} /> },
          {
            head: 'Against the plan',
            cell: ({ name, leftAt }) => {
              const days = late.get(name) ?? null;
              if (days === null) return none;
              if (days === 0) return leftAt === null ? 'within it' : 'in time';
              return <Status status={{ ...lateWords.late, word: `${formatCounted(days, 'day')} late` }} />;
            },
          },
        ]}
        empty="No phase is planned: the migration has one gate, at which every criterion is asked."
      />
      {phases.length > 0 && (
        <div className="grid gap-3 lg:grid-cols-2">
          {phases.map((phase) => (
            <PhaseCard key={phase.name} phase={phase} status={phaseWords[phase.state]} />
          ))}
        </div>
      )}
    </>
  );
}

const dayText = (date: string | null) => (date === null ? '…' : formatDay(date));
