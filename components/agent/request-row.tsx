import type { RequestLogItem } from '#core/request-log/schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { When } from '../time/when.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status, type StatusWords } from '../ui/status.tsx';
import { Cell, Row, RowHead } from '../ui/table.tsx';
import { ProblemList } from './problem-list.tsx';

type Props = { slug: string; request: RequestLogItem; onRun: (runId: string) => void };

export function RequestRow({ slug, request, onRun }: Props) {
  const { problems, outcome, status } = request;
  return (
    <Row>
      <RowHead className="align-top font-mono text-xs">{request.call}</RowHead>
      <Cell label="Answer" className="align-top">
        <Status status={answerOf(outcome, status)} />
      </Cell>
      <Cell className="align-top text-xs">
        <details className="w-full text-left">
          <summary className={problems.length === 0 ? 'text-ink-3' : ''}>{summaryOf(problems)}</summary>
          <div className="grid gap-2 py-2">
            {problems.length > 0 && <ProblemList problems={problems} />}
            <Facts slug={slug} request={request} onRun={onRun} />
          </div>
        </details>
      </Cell>
      <Cell label="Key" className="align-top">
        {request.keyName}
      </Cell>
      <Cell label="Size" number className="align-top text-ink-2">
        {formatBytes(request.bytes)}
      </Cell>
      <Cell label="When" number className="align-top">
        <When at={request.at} />
      </Cell>
    </Row>
  );
}

/** What the pusher needs to find the body again. */
function Facts({ slug, request, onRun }: Props) {
  const { payloadHash, runId, chunk, requestId, outcome } = request;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-ink-2">
      <dt className="text-ink-3">SHA-256</dt>
      <dd className="min-w-0">
        {payloadHash ? (
          <>
            <code className="font-mono break-all">{payloadHash}</code> <CopyButton text={payloadHash} />
          </>
        ) : (
          'none: the body has no canonical form'
        )}
      </dd>
      {runId && (
        <>
          <dt className="text-ink-3">Run</dt>
          <dd className="min-w-0">
            <code className="font-mono break-all">{runId}</code>
            {chunk !== null && `, chunk ${chunk}`}
            <span className="flex flex-wrap gap-x-3">
              <button type="button" className="underline" onClick={() => onRun(runId)}>
                Its calls
              </button>
              {outcome === 'taken' && (
                <PageLink href={`/m/${slug}/evidence/runs/${runId}`} className="underline">
                  Its evidence
                </PageLink>
              )}
            </span>
          </dd>
        </>
      )}
      <dt className="text-ink-3">Request</dt>
      <dd className="min-w-0">
        <code className="font-mono break-all">{requestId}</code>
      </dd>
    </dl>
  );
}

function summaryOf(problems: RequestLogItem['problems']): string {
  const [first] = problems;
  if (!first) return 'Details';
  const more = problems.length - 1;
  const where = first.pointer === '' ? '' : `${first.pointer} `;
  return more === 0 ? `${where}${first.message}` : `${where}${first.message}, and ${more} more`;
}

function answerOf(outcome: RequestLogItem['outcome'], status: number): StatusWords {
  if (outcome === 'taken') return { word: String(status), shape: 'check', tone: 'go' };
  return outcome === 'refused'
    ? { word: `${status} refused`, shape: 'diamond', tone: 'no' }
    : { word: `${status} failed`, shape: 'triangle', tone: 'cond' };
}
