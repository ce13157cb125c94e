'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanDocument } from '#core/plan/document.ts';
import { useTRPC, useTRPCClient } from '#lib/trpc/client.ts';
import { errorCodeOf } from '#lib/trpc/error-code.ts';
import { usePlan } from './use-plan.ts';

type Change = (document: PlanDocument) => PlanDocument;

/**
 * Saves changes of the plan as it was when this was opened. Where somebody else changed it since, nothing is saved and null is answered;
 * `conflict` reports that, and `save` then puts the change on the plan as it is now.
 */
export function useSavePlan() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { plan, migration } = usePlan();
  const [opened, setOpened] = useState(plan);
  const [conflict, setConflict] = useState<{ from: number; to: number } | null>(null);
  return {
    /** The plan that a change is put on. */
    document: opened.document,
    conflict,
    save: async (change: Change): Promise<{ planVersion: number } | null> => {
      setConflict(null);
      const { planVersion: basedOn } = opened;
      try {
        const document = change(opened.document);
        return await client.plan.replace.mutate({ migrationId: migration.id, document, basedOn });
      } catch (error) {
        if (errorCodeOf(error) !== 'CONFLICT') throw error;
        const asked = trpc.plan.get.queryOptions({ slug: migration.slug });
        const newest = await queries.fetchQuery({ ...asked, staleTime: 0 });
        setConflict({ from: basedOn, to: newest.planVersion });
        setOpened(newest);
        return null;
      }
    },
  };
}
