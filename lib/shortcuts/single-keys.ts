'use client';

import { useSyncExternalStore } from 'react';

const STORE = 'parallax-single-keys';
const CHANGED = 'parallax:single-keys';

/**
 * Whether single letters act (J, K, A …). Speech input types letters by the dozen, so that they can be switched off (WCAG 2.1.4); the
 * choice stays in this browser.
 */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => read(),
    () => true,
  );
}

export function switchSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, 'off');
  } catch {
    // A browser that stores nothing keeps the default.
  }
  window.dispatchEvent(new Event(CHANGED));
}

function read(): boolean {
  try {
    return localStorage.getItem(STORE) !== 'off';
  } catch {
    return true;
  }
}

function subscribe(listener: () => void) {
  window.addEventListener(CHANGED, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(CHANGED, listener);
    window.removeEventListener('storage', listener);
  };
}
