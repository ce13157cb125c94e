'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '#lib/trpc/client.ts';
import { messageOf } from '#lib/trpc/error-code.ts';
import { notify } from '../ui/notify.ts';

/** What each step of a meeting does after the server has answered: notify, and ask again. A refusal is shown in its own words. */
export function useMeetingOptions(done: string, after: () => void = () => {}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return {
    onSuccess: () => {
      notify('done', done);
      after();
      return queries.invalidateQueries(trpc.decision.pathFilter());
    },
    onError: (error: unknown) => {
      notify('failed', messageOf(error));
      return queries.invalidateQueries(trpc.decision.pathFilter());
    },
  };
}
