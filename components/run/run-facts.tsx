import type { ReactNode } from 'react';
import type { RunDetail } from '#core/evidence/schema.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatCount } from '#lib/format/count.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { When } from '../time/when.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { PageLink } from '../ui/page-link.tsx';

type Props = { slug: string; detail: RunDetail };

/** Where a run comes from and what exactly it looked at: what an auditor asks first. */
export function RunFacts({ slug, detail }: Props) {
  const { run, coverage } = detail;
  return (
    <Card title="Where it comes from">
      <dl className="grid gap-x-6 gap-y-2 px-4 pt-2 pb-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Fact name="Received">
          <When at={detail.receivedAt} />, under plan v{detail.planVersion}
        </Fact>
        <Fact name="Coverage">{coverage ? coverageText(coverage) : '—'}</Fact>
        {run && (
          <>
            <Fact name="Legacy read">
              <When at={run.asOf.legacy.time} />
              {run.asOf.legacy.position && ` at ${run.asOf.legacy.position}`}
            </Fact>
            <Fact name="Target read">
              <When at={run.asOf.target.time} />
              {run.asOf.target.position && ` at ${run.asOf.target.position}`}
              {run.lagMs !== null && `, ${formatDuration(run.lagMs)} behind`}
            </Fact>
            <Fact name="Window">
              {run.window ? (
                <>
                  <When at={run.window.from} /> to <When at={run.window.to} />
                </>
              ) : (
                'the whole table'
              )}
            </Fact>
            <Fact name="Tool">
              {run.tool.name} {run.tool.version}, took {formatDuration(run.durationMs)}
            </Fact>
          </>
        )}
        <Fact name="Agent, key">
          {detail.agentName ?? 'unknown agent'}, {detail.keyName ?? 'unknown key'}
        </Fact>
        <Fact name="Payload">
          {formatBytes(detail.payloadBytes)} · SHA-256{' '}
          <code className="font-mono text-xs break-all">{detail.payloadHash}</code>{' '}
          <CopyButton text={detail.payloadHash} label="Copy hash" />
        </Fact>
        <Fact name="Run">
          <code className="font-mono text-xs break-all">{detail.runId}</code>
        </Fact>
        {detail.late.map(({ part, reason, state, by }) => (
          <Fact key={part} name={part === 'evidence' ? 'Evidence' : 'Correction'}>
            {state === 'waits' ? 'waits for a second person' : `${state} by ${by ?? 'an unknown person'}`}: {reason}
            {part === 'evidence' && state !== 'accepted' && '. What it found wrong counts'}
          </Fact>
        ))}
        {detail.supersedes && (
          <Fact name="Corrects">
            <RunLink slug={slug} runId={detail.supersedes} />
          </Fact>
        )}
        {detail.supersededBy && (
          <Fact name="Corrected by">
            <RunLink slug={slug} runId={detail.supersededBy} />, so this run no longer counts
          </Fact>
        )}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 max-sm:-mb-2">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function RunLink({ slug, runId }: { slug: string; runId: string }) {
  return (
    <PageLink href={`/m/${slug}/evidence/runs/${runId}`} className="font-mono text-xs break-all underline">
      {runId}
    </PageLink>
  );
}

function coverageText({ method, population, compared, skippedChunks }: NonNullable<RunDetail['coverage']>): string {
  const of = population === null ? '' : ` of ${formatCount(population)}`;
  const skipped = skippedChunks > 0 ? `, ${formatCount(skippedChunks)} parts skipped` : '';
  return `${method === 'full' ? 'full scan' : 'sample'}: ${formatCount(compared)}${of}${skipped}`;
}
