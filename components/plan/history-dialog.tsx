'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import type { PlanPart } from '#core/part/plan-parts.ts';
import { formatDay } from '#lib/format/instant.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { keysetPages } from '#lib/trpc/keyset-pages.ts';
import { When } from '../time/when.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { QueryError } from '../ui/query-error.tsx';
import { SkeletonCard } from '../ui/skeleton.tsx';
import { Status } from '../ui/status.tsx';
import { EvidenceLink } from './evidence-link.tsx';
import { markWords, standingWords } from './labels.ts';
import { usePlan } from './use-plan.ts';

type Props = { part: PlanPart; name: string; member: string | null; onClose: () => void };

/** Everything that was said about an item, newest first, by people and by runs. */
export function HistoryDialog({ part, name, member, onClose }: Props) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const { migration } = usePlan();
  const input = { migrationId: migration.id, part, name, member: member ?? undefined, limit: 20 };
  const history = useInfiniteQuery(
    keysetPages(trpc.plan.history.infiniteQueryKey(input), (cursor) => client.plan.history.query({ ...input, cursor })),
  );
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`History of “${member ?? name}”`}
      description="Newest first. What a run found holds against what people say, until a second person has approved that."
    >
      {history.isPending ? (
        <SkeletonCard rows={3} />
      ) : history.isError ? (
        <QueryError error={history.error} retry={() => history.refetch()} />
      ) : items.length === 0 ? (
        <p className="text-ink-2">Nobody has said anything about it yet.</p>
      ) : (
        <ol className="grid gap-3">
          {items.map((mark) => (
            <li key={mark.id} className="border-t pt-3 first:border-0 first:pt-0">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <Status status={markWords[mark.status] ?? standingWords.open} />
                <span className="text-ink-3">
                  {mark.by}
                  {mark.runId !== null && ' (a run)'}, <When at={mark.at} />
                </span>
                {mark.superseded && <span className="text-ink-3">replaced by a corrected run, does not hold</span>}
              </p>
              {mark.dueOn !== null && <p>Due now on {formatDay(mark.dueOn, 'long')}</p>}
              {mark.note && <p className="text-ink-2">{mark.note}</p>}
              {mark.evidence && <EvidenceLink evidence={mark.evidence} />}
            </li>
          ))}
        </ol>
      )}
      {history.hasNextPage && (
        <Button className="mt-3" busy={history.isFetchingNextPage} onClick={() => history.fetchNextPage()}>
          Earlier ones
        </Button>
      )}
    </Dialog>
  );
}
