'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { ZoneProvider } from '../time/zone.tsx';
import { Card } from '../ui/card.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { FreshnessLine } from './freshness-line.tsx';

const dayOf = (date: string | null) => (date === null ? '—' : formatDay(date));

/** Phases, workstreams and calendar of a plan, to read. */
export function SharedPlan() {
  const trpc = useTRPC();
  const answer = useSuspenseQuery(trpc.plan.outline.queryOptions({}));
  const { planVersion, migration, committedOn, phases, workstreams, calendar } = answer.data;
  return (
    <ZoneProvider timeZone={migration.timeZone}>
      <div className="grid gap-4">
        <div>
          <h1 className="text-lg font-semibold">
            {migration.name}: plan v{planVersion}
          </h1>
          <FreshnessLine answer={answer} />
        </div>
        <Card
          title={formatCounted(phases.length, 'phase')}
          note={committedOn ? `committed for ${formatDay(committedOn, 'long')}` : 'no committed date'}
        >
          {phases.length === 0 ? (
            <StatePanel title="No phases yet">The lead adds them on the plan page.</StatePanel>
          ) : (
            <Table
              caption="Phases"
              className="mt-1"
              head={
                <>
                  <Head>Phase</Head>
                  <Head>From</Head>
                  <Head>To</Head>
                  <Head>Ends when</Head>
                </>
              }
            >
              {phases.map((phase) => (
                <Row key={phase.name}>
                  <RowHead>
                    <span className="font-[550]">{phase.name}</span>
                    {phase.goal && <span className="block text-ink-3">{phase.goal}</span>}
                  </RowHead>
                  <Cell label="From">{dayOf(phase.plannedFrom)}</Cell>
                  <Cell label="To">{dayOf(phase.plannedTo)}</Cell>
                  <Cell label="Ends when" className="text-ink-2">
                    {phase.exit.join('; ') || '—'}
                  </Cell>
                </Row>
              ))}
            </Table>
          )}
        </Card>
        <NamedList title="Workstreams" names={workstreams} />
        <NamedList title="Calendar" names={calendar} />
      </div>
    </ZoneProvider>
  );
}

function NamedList({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="px-4 pt-1 pb-3">
        {names.map((name) => (
          <li key={name} className="py-1">
            {name}
          </li>
        ))}
      </ul>
    </Card>
  );
}
