'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { BlackoutWindow } from '#core/blackout/schema.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';

type Change = (windows: BlackoutWindow[]) => BlackoutWindow[];

/** Changes the windows of the plan as it is now; refused if somebody else changes the plan in between. */
export function useSaveBlackouts() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { migration } = useMigration();
  return async (change: Change): Promise<{ planVersion: number }> => {
    const asked = trpc.plan.get.queryOptions({ slug: migration.slug });
    const { document, planVersion: basedOn } = await queries.fetchQuery({ ...asked, staleTime: 0 });
    const changed = { ...document, blackouts: change(document.blackouts) };
    return await client.plan.replace.mutate({ migrationId: migration.id, document: changed, basedOn });
  };
}
