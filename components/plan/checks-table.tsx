'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { kindOf } from '#core/check/kinds.ts';
import { timesText } from '#core/check/schedule.ts';
import { formatExactDuration } from '#core/format/exact-duration.ts';
import type { EditableCheck } from '../check/check-dialog.tsx';
import { toleranceText } from '../check/tolerance-text.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

const CheckDialog = dynamic(() => import('../check/check-dialog.tsx').then((file) => file.CheckDialog), { ssr: false });

export type PlannedCheck = EditableCheck & { datasetId: string; sampling: { rows: number } | null };
type Props = {
  migrationId: string;
  datasets: readonly { id: string; name: string }[];
  checks: PlannedCheck[];
  mayEdit: boolean;
};

export function PlanChecksTable({ migrationId, datasets, checks, mayEdit }: Props) {
  const [editing, setEditing] = useState<PlannedCheck | null>(null);
  const names = new Map(datasets.map((dataset) => [dataset.id, dataset.name]));
  const nameOf = (check: PlannedCheck) => names.get(check.datasetId) ?? '';
  const sorted = checks.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
  return (
    <Card
      title="Checks"
      note={`${checks.length} in the plan`}
      action={<CsvLink list="checks" query={{ migrationId }} />}
    >
      <Table
        caption="Checks"
        className="mt-1"
        head={
          <>
            <Head>Check</Head>
            <Head>Schedule</Head>
            <Head>Tolerances</Head>
            <Head>Looks at</Head>
            <Head>State</Head>
            {mayEdit && (
              <Head>
                <span className="sr-only">Change</span>
              </Head>
            )}
          </>
        }
      >
        {sorted.map((check) => (
          <Row key={check.id}>
            <RowHead>
              <span className="font-[550]">{nameOf(check)}</span> · {kindOf(check.kind).name.toLowerCase()}
            </RowHead>
            <Cell label="Schedule">
              <span>
                {timesText(check.schedule)}
                <span className="text-ink-3">, late after {formatExactDuration(check.schedule.graceMs)}</span>
              </span>
            </Cell>
            <Cell label="Tolerances">{toleranceText(check.tolerances)}</Cell>
            <Cell label="Looks at">{check.sampling ? `a sample of ${check.sampling.rows}` : 'everything'}</Cell>
            <Cell label="State">{check.enabled ? 'enabled' : <span className="text-ink-3">switched off</span>}</Cell>
            {mayEdit && (
              <Cell number>
                <Button
                  size="small"
                  aria-label={`Change ${nameOf(check)}, ${kindOf(check.kind).name}`}
                  onClick={() => setEditing(check)}
                >
                  Change
                </Button>
              </Cell>
            )}
          </Row>
        ))}
      </Table>
      {editing && (
        <CheckDialog
          migrationId={migrationId}
          datasetName={nameOf(editing)}
          check={editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}
