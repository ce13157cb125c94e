import type { Fault } from '#server/testing/fault.ts';

/** `npm run bench -- faults NAME` runs one of these, without a name all of them. */
export const faults = {} satisfies Record<string, Fault>;
