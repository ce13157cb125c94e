'use client';

import { useQueryClient } from '@tanstack/react-query';
import { messageOf } from '#lib/trpc/error-code.ts';
import { notify } from '../ui/notify.ts';

/** What approving and taking back do after the server has answered. Of what was refused it is asked again: it may have changed. */
export function useWaitingOptions(done: string) {
  const queries = useQueryClient();
  return {
    onSuccess: () => {
      notify('done', done);
      return queries.invalidateQueries();
    },
    onError: (error: unknown) => {
      notify('failed', messageOf(error));
      return queries.invalidateQueries();
    },
  };
}
