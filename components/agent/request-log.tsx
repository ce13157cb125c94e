'use client';

import { useState } from 'react';
import type { z } from 'zod';
import type { requestLogItemSchema } from '#core/agent/schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Segments } from '../ui/segments.tsx';
import { StatePanel } from '../ui/state-panel.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Head, Row, RowHead, Table } from '../ui/table.tsx';

type Request = z.infer<typeof requestLogItemSchema>;
const SHOWN = 10;

/** The last calls of all keys; refused ones say everything that was wrong. Values are never kept. */
export function RequestLog({ requests }: { requests: Request[] }) {
  const refused = requests.filter((request) => request.status >= 400);
  const [only, setOnly] = useState<'all' | 'refused'>('all');
  const [whole, setWhole] = useState(false);
  const chosen = only === 'all' ? requests : refused;
  const shown = whole ? chosen : chosen.slice(0, SHOWN);
  const views = [
    { value: 'all', label: `All ${requests.length}` },
    { value: 'refused', label: `Refused ${refused.length}` },
  ] as const;
  return (
    <Card
      title={titleOf(requests.length, refused.length)}
      note="the newest hundred; kept for 30 days"
      action={requests.length > 0 && <Segments label="Requests" value={only} options={views} onChange={setOnly} />}
    >
      {shown.length === 0 ? (
        <StatePanel title={requests.length === 0 ? 'No request yet' : 'No request was refused'}>
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
          {shown.map((request, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: by place, so that a new line changes texts and pushes nothing down
            <RequestRow key={place} request={request} />
          ))}
        </Table>
      )}
      {chosen.length > shown.length && (
        <p className="border-t border-hush p-3 text-center">
          <Button onClick={() => setWhole(true)}>Show all {chosen.length}</Button>
        </p>
      )}
    </Card>
  );
}

function RequestRow({ request }: { request: Request }) {
  return (
    <Row>
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
  );
}

function titleOf(all: number, refused: number): string {
  if (all === 0) return 'Requests';
  return refused === 0 ? 'All requests were taken' : `${refused} of ${all} requests were refused`;
}

function answerOf(status: number): StatusWords {
  if (status < 400) return { word: String(status), shape: 'check', tone: 'go' };
  return status < 500
    ? { word: `${status} refused`, shape: 'diamond', tone: 'no' }
    : { word: `${status} failed`, shape: 'triangle', tone: 'cond' };
}
