import type { RunDetail } from '#core/evidence/schema.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatShare } from '#lib/format/share.ts';
import { Card } from '../ui/card.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

type Run = NonNullable<RunDetail['run']>;

/** Field by field: how many values were compared and how many of them agree. */
export function RunFields({ run }: { run: Run }) {
  if (run.kind !== 'field_level' && run.kind !== 'noise_floor') return null;
  if (run.fields.length === 0) return null;
  const types = new Map(run.columns.map((column) => [column.name, column]));
  const differing = run.fields.filter((field) => field.matching < field.compared).length;
  return (
    <Card
      title={
        differing === 0 ? 'Every field of the paired rows agrees' : `${differing} of ${run.fields.length} fields differ`
      }
    >
      <Table
        caption="Fields"
        className="mt-1"
        head={
          <>
            <Head>Field</Head>
            <Head number>Compared</Head>
            <Head number>Differing</Head>
            <Head number>Share that agrees</Head>
            <Head>Types</Head>
          </>
        }
      >
        {run.fields.map((field) => {
          const column = types.get(field.name);
          return (
            <Row key={field.name}>
              <RowHead className="font-mono text-xs">{field.name}</RowHead>
              <Cell label="Compared" number>
                {formatCount(field.compared)}
              </Cell>
              <Cell
                label="Differing"
                number
                className={field.matching < field.compared ? 'font-semibold' : 'text-ink-3'}
              >
                {formatCount(field.compared - field.matching)}
              </Cell>
              <Cell label="Agrees" number>
                {formatShare(field.matching, field.compared) ?? '—'}
              </Cell>
              <Cell label="Types" className="font-mono text-xs text-ink-2">
                {column ? `${column.legacyType ?? '?'} → ${column.targetType ?? '?'}` : '—'}
              </Cell>
            </Row>
          );
        })}
      </Table>
    </Card>
  );
}
