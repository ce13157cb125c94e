'use client';

import type { DiscrepancyClass } from '#core/check/discrepancy-class.ts';
import type { DifferenceView, DiscrepancyDetail } from '#core/discrepancy/schema.ts';
import type { ComparedValue } from '#core/run/value.ts';
import { valueDelta } from '#lib/diff/value-delta.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatMoney } from '#lib/format/money.ts';
import { Button } from '../ui/button.tsx';
import { NoPermission, StatePanel } from '../ui/state-panel.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { ComparedValueText } from './compared-value.tsx';
import { useMoreSamples } from './use-more-samples.ts';

type Props = { migrationId: string; detail: DiscrepancyDetail };

/** Rows of the group, both sides beside each other. */
export function Samples({ migrationId, detail }: Props) {
  const { samples, loadMore, isLoading } = useMoreSamples(migrationId, detail);
  if (detail.samples === null) {
    return <NoPermission what="row values" who="Lead, engineer, finance, BI and auditor" />;
  }
  if (samples.length === 0) {
    return (
      <StatePanel title="No row of this group was sent along">
        The counts are exact; the agent listed no samples. Raise its sample limit to see rows here.
      </StatePanel>
    );
  }
  const withField = samples.some((sample) => sample.field !== null) && detail.field === null;
  return (
    <>
      <Table
        caption="Samples, legacy beside target"
        className="mt-1"
        head={
          <>
            <Head>Key</Head>
            {withField && <Head>Field</Head>}
            <Head>Legacy</Head>
            <Head>Target</Head>
            <Head number>Δ</Head>
          </>
        }
      >
        {samples.map((sample) => (
          <SampleRow key={sample.id} sample={sample} detail={detail} withField={withField} />
        ))}
      </Table>
      <div className="flex flex-wrap items-center justify-between gap-2 border-t border-hush px-4 py-2.5 text-xs text-ink-3">
        <p>
          {formatCount(samples.length)} of {formatCount(detail.samplesTotal)} samples. Blanks that mislead are shown as{' '}
          <span className="font-mono">·</span>; <i>null</i>, empty text, 0 and <i>no such row</i> look different.
        </p>
        {loadMore && (
          <Button size="small" busy={isLoading} onClick={loadMore}>
            More samples
          </Button>
        )}
      </div>
    </>
  );
}

type RowProps = { sample: DifferenceView; detail: DiscrepancyDetail; withField: boolean };

function SampleRow({ sample, detail, withField }: RowProps) {
  const absent = absentWords[detail.class];
  return (
    <Row className="font-mono text-xs">
      <RowHead className="break-all text-ink-3">
        {Object.entries(sample.key)
          .map(([name, value]) => `${name}=${keyText(value)}`)
          .join(' ')}
        {sample.state === 'suspected' && (
          <span
            className="ml-2 font-sans font-semibold text-unk"
            data-tip="Younger than the replication lag: read again before it counts."
          >
            ◐ suspected
          </span>
        )}
      </RowHead>
      {withField && <Cell label="Field">{sample.field ?? '—'}</Cell>}
      <Cell label="Legacy">
        <ComparedValueText side="legacy" value={sample.legacy} other={sample.target} absent={absent.legacy} />
      </Cell>
      <Cell label="Target">
        <ComparedValueText side="target" value={sample.target} other={sample.legacy} absent={absent.target} />
      </Cell>
      <Cell label="Δ" number className="text-ink-2">
        {deltaOf(sample, detail.currency)}
      </Cell>
    </Row>
  );
}

/** What the side without a value says: which of the two is missing follows from the class of the difference. */
const HERE = 'the row is here';
const absentWords: Record<DiscrepancyClass, { legacy: string; target: string }> = {
  modified: { legacy: 'not compared', target: 'not compared' },
  missing_in_target: { legacy: HERE, target: 'no such row' },
  extra_in_target: { legacy: 'no such row', target: HERE },
  duplicate_in_target: { legacy: 'once', target: 'here again' },
  schema: { legacy: 'no such column', target: 'no such column' },
  event_order: { legacy: 'no such event', target: 'no such event' },
  scenario: { legacy: '—', target: '—' },
  aggregate: { legacy: '—', target: '—' },
  unlocated: { legacy: '—', target: '—' },
};

function keyText(value: ComparedValue): string {
  if ('masked' in value) return value.masked;
  return value.value === null ? 'null' : value.value === '' ? '""' : value.value;
}

function deltaOf({ legacy, target, money }: DifferenceView, currency: string): string {
  if (legacy && target && 'value' in legacy && 'value' in target && legacy.value !== null && target.value !== null) {
    const delta = valueDelta(legacy.value, target.value);
    if (delta !== null) return delta;
  }
  return money === null ? '' : formatMoney(money, currency, { signed: true });
}
