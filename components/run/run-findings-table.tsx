import type { RunDetail } from '#core/evidence/schema.ts';
import { formatCounted } from '#lib/format/count.ts';
import { Card } from '../ui/card.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';
import { findingsOf } from './run-findings.ts';

const SHOWN = 200;

export function RunFindingsTable({ run }: { run: NonNullable<RunDetail['run']> }) {
  const found = findingsOf(run);
  if (!found || found.findings.length === 0) return null;
  const scenario = run.kind === 'scenario';
  return (
    <Card
      title={found.title}
      note={
        found.findings.length > SHOWN
          ? `the first ${SHOWN} of ${formatCounted(found.findings.length, 'line')}`
          : undefined
      }
    >
      <Table
        caption={found.title}
        className="mt-1"
        head={
          <>
            <Head>What</Head>
            <Head>{scenario ? 'Result' : 'Legacy'}</Head>
            <Head>{scenario ? 'Message' : 'Target'}</Head>
          </>
        }
      >
        {found.findings.slice(0, SHOWN).map((finding) => (
          <Row key={finding.key}>
            <RowHead>{finding.what}</RowHead>
            <Cell label={scenario ? 'Result' : 'Legacy'} className="font-mono text-xs break-all">
              {finding.legacy ?? <i className="text-ink-3">not there</i>}
            </Cell>
            <Cell label={scenario ? 'Message' : 'Target'} className="font-mono text-xs break-all">
              {finding.target ?? <i className="text-ink-3">{scenario ? '—' : 'not there'}</i>}
            </Cell>
          </Row>
        ))}
      </Table>
    </Card>
  );
}
