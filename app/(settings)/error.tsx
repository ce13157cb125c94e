'use client';

import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { QueryError } from '#components/ui/query-error.tsx';

/** A page that could not be shown; the frame around it stays. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  const queries = useQueryErrorResetBoundary();
  return (
    <QueryError
      error={error}
      retry={() => {
        queries.reset();
        reset();
      }}
    />
  );
}
