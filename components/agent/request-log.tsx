import type { z } from 'zod';
import type { requestLogItemSchema } from '#core/agent/schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

type Request = z.infer<typeof requestLogItemSchema>;

/** The last calls of all keys; refused ones say everything that was wrong. Values are never kept. */
export function RequestLog({ requests }: { requests: Request[] }) {
  const refused = requests.filter((request) => request.status >= 400).length;
  return (
    <Card
      title={
        requests.length === 0
          ? 'Requests'
          : refused === 0
            ? 'All requests were taken'
            : `${refused} of ${requests.length} requests were refused`
      }
      note="the newest hundred; kept for 30 days"
    >
      {requests.length === 0 ? (
        <StatePanel title="No request yet">
          Every call with a key of this migration is listed here, with the reasons if it is refused.
        </StatePanel>
      ) : (
        <Table
          caption="Requests, newest first"
          className="mt-1"
          head={
            <>
              <Head>Call</Head>
              <Head>Answer</Head>
              <Head>Problems</Head>
              <Head>Key</Head>
              <Head number>Size</Head>
              <Head number>When</Head>
            </>
          }
        >
          {requests.map((request) => (
            <Row key={request.id}>
              <RowHead className="font-mono text-xs">{request.call}</RowHead>
              <Cell label="Answer">
                <Status status={answerOf(request.status)} />
              </Cell>
              <Cell label="Problems" className="text-xs">
                {request.problems.length === 0 ? (
                  <span className="text-ink-3">none</span>
                ) : (
                  <ul className="text-left">
                    {request.problems.map((problem) => (
                      <li key={`${problem.pointer} ${problem.message}`}>
                        <code className="font-mono text-ink-3">{problem.pointer}</code> {problem.message}
                      </li>
                    ))}
                  </ul>
                )}
              </Cell>
              <Cell label="Key">{request.keyName}</Cell>
              <Cell label="Size" number className="text-ink-2">
                {formatBytes(request.bytes)}
              </Cell>
              <Cell label="When" number>
                <When at={request.at} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  );
}

function answerOf(status: number): StatusWords {
  if (status < 400) return { word: String(status), shape: 'check', tone: 'go' };
  return status < 500
    ? { word: `${status} refused`, shape: 'diamond', tone: 'no' }
    : { word: `${status} failed`, shape: 'triangle', tone: 'cond' };
}
