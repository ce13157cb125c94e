'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';

/** The plan of the migration of this page, what became of its items, and what the reader may do with it. */
export function usePlan() {
  const trpc = useTRPC();
  const { migration, may } = useMigration();
  const { data: plan } = useSuspenseQuery(trpc.plan.get.queryOptions({ slug: migration.slug }));
  return { plan, migration, mayEdit: may('plan.edit'), mayMark: may('plan.mark'), mayApprove: may('approve') };
}
