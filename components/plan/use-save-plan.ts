'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlanDocument } from '#core/plan/document.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { errorCodeOf } from '#lib/trpc/error-code.ts';
import { notify } from '../ui/notify.ts';
import { usePlan } from './use-plan.ts';

type Change = (document: PlanDocument) => PlanDocument;

/**
 * Saves changes of the plan as it was when this was opened. Where somebody else changed it since, nothing is saved, and `conflict` says
 * so; `save` then puts the change on the plan as it is now.
 */
export function useSavePlan({ onSaved, onRefused }: { onSaved: () => void; onRefused?: (error: unknown) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { plan, migration } = usePlan();
  const [opened, setOpened] = useState(plan);
  const [conflict, setConflict] = useState<{ from: number; to: number } | null>(null);
  const replace = useMutation(
    trpc.plan.replace.mutationOptions({
      onSuccess: ({ planVersion }) => {
        notify('done', `Saved as plan v${planVersion}`);
        onSaved();
        return queries.invalidateQueries();
      },
      onError: async (error) => {
        if (errorCodeOf(error) !== 'CONFLICT') return onRefused?.(error);
        const asked = trpc.plan.get.queryOptions({ slug: migration.slug });
        const newest = await queries.fetchQuery({ ...asked, staleTime: 0 });
        setConflict({ from: opened.planVersion, to: newest.planVersion });
        setOpened(newest);
      },
    }),
  );
  return {
    /** The plan that a change is put on. */
    document: opened.document,
    conflict,
    isSaving: replace.isPending,
    error: conflict ? null : replace.error,
    save: (change: Change) => {
      setConflict(null);
      replace.mutate({
        migrationId: migration.id,
        document: change(opened.document),
        basedOn: opened.planVersion,
      });
    },
  };
}
