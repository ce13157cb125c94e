'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { notify } from '../ui/notify.ts';

/** What each step of triage does after the server has answered: tell, ask again, close. */
export function useTriageOptions(done: string, onClose: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    onSuccess: () => {
      notify('done', done);
      onClose();
      return queries.invalidateQueries(trpc.discrepancy.pathFilter());
    },
    onError: (error: unknown) => notify('failed', messageOf(error)),
  };
}
