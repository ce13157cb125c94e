'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { marksOf } from '#core/mark/marks-of.ts';
import { type Progress, progressOf, progressText, standingOf } from '#core/mark/progress.ts';
import type { PlanItem } from '#core/part/plan-parts.ts';
import { useNow } from '../time/now.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { MarkCell } from './mark-cell.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { usePlan } from './use-plan.ts';

const PartDialog = dynamic(() => import('./part-dialog.tsx').then((file) => file.PartDialog), { ssr: false });

type Cohort = PlanItem<'cohorts'>;

/** Who moves when: the pilot first, then wave by wave; members are validated one by one. */
export function WavesView() {
  const { plan, migration, mayEdit } = usePlan();
  const nowMs = useNow();
  const [open, setOpen] = useState<{ name: string | null } | null>(null);
  const markOf = marksOf('cohorts', plan.marks);
  const progress = (cohorts: readonly Cohort[]) =>
    progressOf(
      cohorts.flatMap(({ name, members }) => members.map((member) => standingOf(markOf(name, member.name), nowMs))),
    );
  const { cohorts } = plan.document;
  const waves = [...new Set(cohorts.map(({ wave }) => wave))].toSorted((a, b) => a - b);
  return (
    <>
      {cohorts.length === 0 ? (
        <div className="rounded-card border bg-card">
          <StatePanel
            title="No cohort is planned"
            action={mayEdit && <Button onClick={() => setOpen({ name: null })}>Add a cohort</Button>}
          >
            Partners, branches or customers that move together are a cohort. Begin with a small pilot.
          </StatePanel>
        </div>
      ) : (
        <>
          <WavesSummary
            slug={migration.slug}
            waves={waves.map((wave) => ({ wave, ...progress(cohorts.filter((cohort) => cohort.wave === wave)) }))}
            onAdd={mayEdit ? () => setOpen({ name: null }) : null}
          />
          {inOrder(cohorts).map((cohort) => (
            <CohortCard
              key={cohort.name}
              cohort={cohort}
              progress={progress([cohort])}
              onChange={mayEdit ? () => setOpen({ name: cohort.name }) : null}
            />
          ))}
        </>
      )}
      {open && <PartDialog part="cohorts" name={open.name} onClose={() => setOpen(null)} />}
    </>
  );
}

function inOrder(cohorts: readonly Cohort[]): Cohort[] {
  return cohorts.toSorted((a, b) => Number(b.pilot) - Number(a.pilot) || a.wave - b.wave);
}

type SummaryProps = { slug: string; waves: readonly ({ wave: number } & Progress)[]; onAdd: (() => void) | null };

function WavesSummary({ slug, waves, onAdd }: SummaryProps) {
  return (
    <Card
      title="Waves"
      action={
        <>
          <CsvLink list="plan-cohorts" query={{ slug }} of="cohorts" />
          {onAdd && (
            <Button size="small" onClick={onAdd}>
              Add a cohort
            </Button>
          )}
        </>
      }
    >
      <ul className="grid gap-3 px-4 pt-1 pb-4">
        {waves.map(({ wave, ...progress }) => (
          <li key={wave}>
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="font-[550]">Wave {wave}</span>
              <span className="text-ink-2">{progressText(progress, 'validated')}</span>
            </p>
            <div className="-mx-4">
              <ProgressBar {...progress} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type CohortProps = { cohort: Cohort; progress: Progress; onChange: (() => void) | null };

function CohortCard({ cohort, progress, onChange }: CohortProps) {
  const { name, pilot, wave, description } = cohort;
  const members = cohort.members.toSorted((a, b) => a.priority - b.priority || a.name.localeCompare(b.name));
  return (
    <Card
      title={name}
      note={
        <>
          {pilot && <Tag>pilot</Tag>} wave {wave} · {progressText(progress, 'validated')}
        </>
      }
      action={
        onChange && (
          <Button size="small" aria-label={`Change ${name}`} onClick={onChange}>
            Change
          </Button>
        )
      }
    >
      {description && <p className="px-4 pt-1 text-ink-2">{description}</p>}
      {members.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-sm text-ink-2">Nobody is in it yet.</p>
      ) : (
        <Table
          caption={`Members of ${name}`}
          className="mt-1"
          head={
            <>
              <Head>Member</Head>
              <Head number>Priority</Head>
              <Head className="w-full">Validation</Head>
            </>
          }
        >
          {members.map((member) => (
            <Row key={member.name}>
              <RowHead>
                <span className="font-[550]">{member.name}</span>
              </RowHead>
              <Cell label="Priority" number>
                {member.priority}
              </Cell>
              <Cell label="Validation">
                <MarkCell part="cohorts" name={name} member={member.name} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}
