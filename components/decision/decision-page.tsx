'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'next/navigation';
import { readSnapshot } from '#core/decision/snapshot.ts';
import { formatInstant } from '#lib/format/instant.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { Card } from '../ui/card.tsx';
import { CodeBlock } from '../ui/code-block.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { Status } from '../ui/status.tsx';
import { verdictWords } from '../verdict/labels.ts';
import { ConditionList } from './condition-list.tsx';
import { gateWords, stateStatus } from './labels.ts';
import { ProposalView } from './proposal-view.tsx';
import { SnapshotView } from './snapshot-view.tsx';
import { VerifyHash } from './verify-hash.tsx';
import { VoteList } from './vote-list.tsx';

const SEAL_MS = 400;

/** One decision, for years: what was decided, by whom, against whom, and what everybody looked at. */
export function DecisionPage() {
  const trpc = useTRPC();
  const { number } = useParams<{ number: string }>();
  const { migration } = useMigration();
  const { data } = useSuspenseQuery({
    ...trpc.decision.get.queryOptions({ slug: migration.slug, number: Number(number) }),
    refetchInterval: ({ state }) => (state.data?.decided?.sealedAt === null ? SEAL_MS : false),
  });
  const snapshot = readSnapshot(data.snapshot);
  const time = (at: string) => formatInstant(at, snapshot?.answer.migration.timeZone ?? migration.timeZone);
  const { decided, withdrawn, seal } = data;
  return (
    <div className="grid gap-4">
      <h1 className="text-xl font-semibold tracking-tight">
        G-{data.number} · {gateWords(data.phase)}
      </h1>
      <Card
        title="Decision"
        action={
          <PageLink href={`/m/${migration.slug}`} className="no-print text-sm underline underline-offset-2">
            Go / no-go now
          </PageLink>
        }
      >
        <div className="grid gap-3 px-4 pt-1 pb-4">
          <p className="flex flex-wrap items-baseline gap-x-2.5">
            <Status status={stateStatus(data)} className="text-2xl" />
            <span className="text-ink-2">
              {decided && `${decided.by}, ${time(decided.at)}`}
              {withdrawn && `${withdrawn.by}, ${time(withdrawn.at)}`}
              {data.state === 'open' && 'Nothing is decided yet.'}
            </span>
          </p>
          {decided && decided.verdict !== data.verdict && (
            <p className="flex flex-wrap items-baseline gap-x-2">
              The verdict of that moment was no longer the frozen one: <Status status={verdictWords[decided.verdict]} />
            </p>
          )}
          <ProposalView meeting={data} isOverride={decided?.override ?? false} />
          <VoteList votes={data.votes} />
          <ConditionList conditions={data.conditions} />
          {decided && (
            <p className="text-ink-2">
              {seal && decided.sealedAt
                ? `In effect since ${time(decided.sealedAt)}: sealed as entry ${seal.seq} of the audit trail.`
                : 'Sealing… It takes effect when its entry in the audit trail is sealed.'}
            </p>
          )}
        </div>
      </Card>
      <Card title="What was frozen" note={`by ${data.frozen.by}, ${time(data.frozen.at)}`}>
        <div className="grid gap-2 px-4 pt-1 pb-4 text-ink-2">
          <p>
            SHA-256 <code className="font-mono text-xs break-all">{data.snapshotHash}</code>{' '}
            <CopyButton text={data.snapshotHash} label="Copy hash" />
          </p>
          <VerifyHash text={data.snapshot} hash={data.snapshotHash} />
        </div>
      </Card>
      {snapshot ? (
        <SnapshotView snapshot={snapshot} />
      ) : (
        <Card title="The frozen text">
          <p className="px-4 text-ink-2">It was written by a version that this one does not know how to draw.</p>
          <CodeBlock label="Snapshot" text={data.snapshot} />
        </Card>
      )}
    </div>
  );
}
