'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { eitherOf } from '#core/format/either-of.ts';
import { useTRPC } from '#lib/trpc/client.ts';

/** Who can approve what a member changes. Nothing for members who change no plan, nor where nobody can: the notice above covers that. */
export function MemberApprovers({ slug, userId }: { slug: string; userId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.member.approvers.queryOptions({ slug }));
  const names = data.find((one) => one.userId === userId)?.approvers ?? [];
  if (names.length === 0) return null;
  return <span className="block text-ink-3">{eitherOf(names)} can approve what they change</span>;
}
