import { kindOf } from '#core/check/kinds.ts';
import { timesText } from '#core/check/schedule.ts';
import { formatCounted } from '#lib/format/count.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { CsvLink } from '../ui/csv-link.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Status } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { type CheckEvidence, checkStatus, type DatasetEvidence } from './labels.ts';
import { RunStrip } from './run-strip.tsx';

type Props = { slug: string; migrationId: string; datasetId: string | null; datasets: DatasetEvidence[] };

/** Every check with its newest result, when the next one is due, and its last thirty runs. */
export function ChecksTable({ slug, migrationId, datasetId, datasets }: Props) {
  const rows = datasets.flatMap((dataset) => dataset.checks.map((check) => ({ dataset, check })));
  return (
    <Card
      title="Checks"
      note={`${rows.length} in ${datasets.length === 1 ? '1 dataset' : `${datasets.length} datasets`}`}
      action={rows.length > 0 && <CsvLink list="checks" query={{ migrationId, datasetId }} />}
    >
      {rows.length === 0 ? (
        <StatePanel title="No check here">
          A dataset without a check proves nothing.{' '}
          <PageLink href={`/m/${slug}/plan?view=datasets`} className="underline">
            Declare one in the plan
          </PageLink>
          .
        </StatePanel>
      ) : (
        <Table
          caption="Checks"
          className="mt-1"
          head={
            <>
              <Head>Check</Head>
              <Head>State</Head>
              <Head>Newest result</Head>
              <Head>Last 30 runs</Head>
              <Head>Schedule</Head>
              <Head number>Next due</Head>
            </>
          }
        >
          {rows.map(({ dataset, check }) => (
            <CheckRow key={check.id} slug={slug} name={dataset.name} check={check} />
          ))}
        </Table>
      )}
    </Card>
  );
}

function CheckRow({ slug, name, check }: { slug: string; name: string; check: CheckEvidence }) {
  return (
    <Row>
      <RowHead>
        <PageLink href={`/m/${slug}/evidence?view=runs&check=${check.id}`} className="font-[550] hover:underline">
          {name} · {kindOf(check.kind).name.toLowerCase()}
        </PageLink>
        <span className="block text-ink-3">
          {check.sampling ? `sample of ${formatCounted(check.sampling.rows, 'row')}` : 'every row'}
        </span>
      </RowHead>
      <Cell label="State">
        <Status status={checkStatus(check)} />
      </Cell>
      <Cell label="Newest result">
        {check.lastRunId && check.lastAt ? (
          <span>
            <PageLink href={`/m/${slug}/evidence/runs/${check.lastRunId}`} className="hover:underline">
              {check.lastText}
            </PageLink>
            <span className="block text-ink-3">
              <When at={check.lastAt} />
            </span>
          </span>
        ) : (
          <span className="text-ink-3">
            {check.freshness === 'none' ? 'waiting for the first run' : check.lastText}
          </span>
        )}
      </Cell>
      <Cell label="Last 30 runs">
        <RunStrip strip={check.strip} />
      </Cell>
      <Cell label="Schedule" className="whitespace-nowrap text-ink-2">
        {timesText(check.schedule)}
      </Cell>
      <Cell label="Next due" number>
        {check.dueAt ? <When at={check.dueAt} /> : <span className="text-ink-3">—</span>}
      </Cell>
    </Row>
  );
}
