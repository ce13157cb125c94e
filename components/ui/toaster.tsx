'use client';

import { useEffect } from 'react';
import { Toaster as Base, toast } from 'sonner';
import { connectNotices } from './notify.ts';
import { Shape } from './shape.tsx';

/** Where notices appear. Loaded with the first of them, see notices.tsx. */
export function Toaster() {
  useEffect(
    () =>
      connectNotices(({ kind, message }) => {
        if (kind === 'failed') toast.error(message, { duration: 8_000 });
        else toast.success(message);
      }),
    [],
  );
  return (
    <Base
      position="bottom-right"
      icons={{
        success: <Shape name="check" className="text-go" />,
        error: <Shape name="diamond" className="text-no" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-center gap-2.5 rounded-card border bg-card px-4 py-3 text-sm font-medium text-ink shadow-pop sm:w-90',
        },
      }}
    />
  );
}
