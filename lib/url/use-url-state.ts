'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import type { Params, ValuesOf } from './params.ts';
import { readUrl, writeUrl } from './url-state.ts';

/**
 * State that lives in the address: a reload, a shared link and the back button find it again. Changing it asks no server; `push` makes
 * a step the back button can undo, otherwise the present one is rewritten.
 */
export function useUrlState<P extends Params>(params: P) {
  const search = useSearchParams();
  const change = useCallback(
    (values: Partial<ValuesOf<P>>, { push = false } = {}) => {
      // The address itself, not the last render: two changes in one event must not undo each other.
      const now = new URLSearchParams(window.location.search);
      const url = `${window.location.pathname}${writeUrl(params, { ...readUrl(params, now), ...values }, now)}`;
      if (push) window.history.pushState(null, '', url);
      else window.history.replaceState(null, '', url);
    },
    [params],
  );
  return [readUrl(params, new URLSearchParams(search)), change] as const;
}
