'use client';

import { createContext, type ReactNode, useContext } from 'react';

const Zone = createContext('UTC');

/** The migration's time zone, in which its days begin and end. */
export function ZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <Zone value={timeZone}>{children}</Zone>;
}

export function useZone(): string {
  return useContext(Zone);
}
