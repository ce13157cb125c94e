'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { kindOf } from '#core/check/kinds.ts';
import type { DatasetDefinition } from '#core/dataset/schema.ts';
import { formatExactDuration } from '#core/format/exact-duration.ts';
import { CriticalityTag } from '../dataset/criticality-tag.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import type { PlannedCheck } from './checks-table.tsx';

const DatasetDialog = dynamic(() => import('../dataset/dataset-dialog.tsx').then((file) => file.DatasetDialog), {
  ssr: false,
});

type Dataset = DatasetDefinition & { id: string };
type Props = { migrationId: string; datasets: Dataset[]; checks: PlannedCheck[]; mayEdit: boolean };

export function DatasetsTable({ migrationId, datasets, checks, mayEdit }: Props) {
  const [editing, setEditing] = useState<Dataset | null>(null);
  return (
    <Card
      title="Datasets"
      note={`${datasets.length} declared`}
      action={<CsvLink list="datasets" query={{ migrationId }} />}
    >
      <Table
        caption="Datasets"
        className="mt-1"
        head={
          <>
            <Head>Dataset</Head>
            <Head>Legacy → target</Head>
            <Head>Key</Head>
            <Head>Checks</Head>
            <Head>Owner</Head>
            <Head number>Wave</Head>
            <Head number>Lag</Head>
            {mayEdit && (
              <Head>
                <span className="sr-only">Change</span>
              </Head>
            )}
          </>
        }
      >
        {datasets.map((dataset) => (
          <Row key={dataset.id}>
            <RowHead>
              <span className="whitespace-nowrap">
                <span className="font-[550]">{dataset.name}</span> <CriticalityTag criticality={dataset.criticality} />
              </span>
              <span className="block text-ink-3">
                {dataset.domain}
                {sensitiveText(dataset)}
              </span>
            </RowHead>
            <Cell label="Tables" className="font-mono text-xs">
              {dataset.legacyRef} → {dataset.targetRef}
            </Cell>
            <Cell label="Key" className="font-mono text-xs">
              {dataset.keyColumns.length > 0 ? dataset.keyColumns.join(', ') : <i className="font-sans">primary key</i>}
            </Cell>
            <Cell label="Checks" className="text-ink-2">
              {kindsOf(checks, dataset.id)}
            </Cell>
            <Cell label="Owner">{dataset.ownerTeam ?? <span className="text-ink-3">nobody</span>}</Cell>
            <Cell label="Wave" number>
              {dataset.wave}
            </Cell>
            <Cell label="Lag" number>
              {formatExactDuration(dataset.lagMs)}
            </Cell>
            {mayEdit && (
              <Cell number>
                <Button size="small" aria-label={`Change ${dataset.name}`} onClick={() => setEditing(dataset)}>
                  Change
                </Button>
              </Cell>
            )}
          </Row>
        ))}
      </Table>
      {editing && <DatasetDialog migrationId={migrationId} dataset={editing} onClose={() => setEditing(null)} />}
    </Card>
  );
}

function kindsOf(checks: PlannedCheck[], datasetId: string): string {
  const kinds = checks.filter((check) => check.datasetId === datasetId && check.enabled);
  if (kinds.length === 0) return 'none, so nothing is proven';
  return kinds.map((check) => kindOf(check.kind).name.toLowerCase()).join(', ');
}

function sensitiveText({ columns }: Dataset): string {
  const sensitive = columns.filter((column) => column.sensitive).length;
  return sensitive > 0 ? ` · ${sensitive} sensitive` : '';
}
