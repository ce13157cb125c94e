'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, useRef, useState } from 'react';
import { cx } from './cx.ts';
import { Shape } from './shape.tsx';

const widths = { narrow: 'sm:max-w-md', wide: 'sm:max-w-2xl' } as const;

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  width?: keyof typeof widths;
  /** It shows what is shown once: only a button in it closes it. */
  once?: boolean;
  children: ReactNode;
};

/** Where a reader begins: of radios the one that is chosen. */
const FIRST_FIELD = ['input:not([type=radio], :disabled)', 'input:checked', 'textarea', 'select']
  .map((field) => `form ${field}`)
  .join();

/**
 * A modal dialog; on a phone a sheet from below. A click beside it throws away nothing that was typed. It begins in its first field; where
 * a finger opened it, no keyboard jumps up. Load the file that uses it lazily: dialogs are opened by few and their code should not be
 * paid by all.
 */
export function Dialog({ open, onOpenChange, title, description, width = 'narrow', once = false, children }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  const [isTyped, setTyped] = useState(false);
  return (
    <Base.Root
      open={open}
      disablePointerDismissal={once || isTyped}
      onOpenChange={(next) => {
        if (!once) onOpenChange(next);
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="moves fixed inset-0 z-40 bg-veil transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          onInput={() => setTyped(true)}
          initialFocus={(by) => by === 'touch' || (popup.current?.querySelector<HTMLElement>(FIRST_FIELD) ?? true)}
          className={cx(
            'moves fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-y-auto rounded-t-2xl border bg-card p-5 shadow-pop',
            'transition-[translate,opacity] duration-150 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0',
            'data-starting-style:translate-y-4 sm:inset-x-4 sm:top-[8vh] sm:bottom-auto sm:mx-auto sm:max-h-[86dvh] sm:rounded-card',
            widths[width],
          )}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div>
              <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
              {description && <Base.Description className="mt-0.5 text-ink-2">{description}</Base.Description>}
            </div>
            {!once && (
              <Base.Close
                aria-label="Close"
                className="-mt-1 -mr-1 rounded-control p-1.5 text-ink-3 hover:bg-hush hover:text-ink"
              >
                <Shape name="cross" />
              </Base.Close>
            )}
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
