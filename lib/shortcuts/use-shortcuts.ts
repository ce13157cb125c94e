'use client';

import { useEffect, useEffectEvent } from 'react';
import { useSingleKeys } from './single-keys.ts';

/** Keys as `KeyboardEvent.key` names them, lower case, and what they do. */
export type Shortcuts = Record<string, () => void>;

/** Single keys for one view. They rest while something is typed, while a dialog is open, and where the reader switched them off. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const on = useSingleKeys();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isBusy(event.target)) return;
    const act = shortcuts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    if (!on) return;
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
}

function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]')) return true;
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}
