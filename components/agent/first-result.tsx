import type { AgentOverview } from '#core/agent/schema.ts';
import { When } from '../time/when.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';

/** Waits, live, until the first completed run is there. */
export function FirstResult({ slug, firstRun }: { slug: string; firstRun: AgentOverview['firstRun'] }) {
  return (
    <output className="inline-flex flex-wrap items-center gap-x-2 text-sm">
      {firstRun === null ? (
        <Status status={{ word: 'Waiting for the first result …', shape: 'dotted', tone: 'unk' }} />
      ) : (
        <>
          <Status status={{ word: 'Results arrive', shape: 'check', tone: 'go' }} />
          <span className="text-ink-2">
            <PageLink href={`/m/${slug}/evidence/runs/${firstRun.runId}`} className="underline underline-offset-2">
              the first
            </PageLink>{' '}
            <When at={firstRun.at} />
          </span>
        </>
      )}
    </output>
  );
}
