'use client';

import { QueryError } from '#components/ui/query-error.tsx';

/** When even the frame could not be shown. */
export default function RootError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4">
      <h1 className="sr-only">Something went wrong</h1>
      <QueryError error={error} retry={reset} />
    </main>
  );
}
