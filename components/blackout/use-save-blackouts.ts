'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { BlackoutWindow } from '#core/blackout/schema.ts';
import { useTRPC } from '#lib/trpc/client.ts';
import { useMigration } from '../migration/use-migration.ts';
import { notify } from '../ui/notify.ts';

type Change = (windows: BlackoutWindow[]) => BlackoutWindow[];

/** Changes the windows of the plan as it is now; refused if somebody else changes the plan in between. */
export function useSaveBlackouts(onSaved: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { migration } = useMigration();
  const replace = useMutation(trpc.plan.replace.mutationOptions());
  return useMutation({
    mutationFn: async (change: Change) => {
      const asked = trpc.plan.get.queryOptions({ slug: migration.slug });
      const { document, planVersion } = await queries.fetchQuery({ ...asked, staleTime: 0 });
      const blackouts = change(document.blackouts);
      return await replace.mutateAsync({
        migrationId: migration.id,
        document: { ...document, blackouts },
        basedOn: planVersion,
      });
    },
    onSuccess: ({ planVersion }) => {
      notify('done', `Saved as plan v${planVersion}`);
      onSaved();
      return queries.invalidateQueries();
    },
  });
}
