'use client';

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';

const TICK_MS = 5_000;
let nowMs = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function tick() {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

/** One timer for all the times on a page; none when there are none. */
function subscribe(listener: () => void) {
  listeners.add(listener);
  if (timer === undefined) {
    nowMs = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

const RenderedAt = createContext(0);

/** `at`: when the server rendered this page, so that server and browser write the same "4 min ago" at first. */
export function NowProvider({ at, children }: { at: number; children: ReactNode }) {
  return <RenderedAt value={at}>{children}</RenderedAt>;
}

/** The current time in milliseconds, moving on every few seconds. */
export function useNow(): number {
  const renderedAt = useContext(RenderedAt);
  return useSyncExternalStore(
    subscribe,
    () => nowMs,
    () => renderedAt,
  );
}
