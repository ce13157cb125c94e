'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { Status } from '../ui/status.tsx';

/** Says that there is no second person before one is needed, and what to do about it. Nothing where there is one for everybody. */
export function ApproverNotice({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.member.approvers.queryOptions({ slug }));
  const alone = data.flatMap(({ userId, warning }) => (warning === null ? [] : [{ userId, warning }]));
  if (alone.length === 0) return null;
  return (
    <div className="rounded-control bg-cond-soft px-3 py-2 text-sm" role="note" aria-label="No second person">
      <Status status={{ word: 'There is no second person', shape: 'triangle', tone: 'cond' }} />
      <ul>
        {alone.map(({ userId, warning }) => (
          <li key={userId}>{warning}</li>
        ))}
      </ul>
    </div>
  );
}
