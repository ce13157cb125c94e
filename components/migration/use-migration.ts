'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'next/navigation';
import type { Permission } from '#core/permissions.ts';
import { useTRPC } from '#lib/trpc/client.ts';

/** The migration of this page and what the reader may do in it. The server decides again with every call; this only spares dead ends. */
export function useMigration() {
  const { slug } = useParams<{ slug: string }>();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.migration.get.queryOptions({ slug }));
  return {
    ...data,
    may: (permission: Permission) => data.permissions.includes(permission),
  };
}
