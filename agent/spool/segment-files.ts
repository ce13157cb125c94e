import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';

/** A file of results in order, named after the first sequence number in it. */
export type Segment = {
  path: string;
  bytes: number;
  /** What lies before this offset is delivered. */
  from: number;
  /** Results in it that are still to be delivered, and those of them that may be dropped. */
  waiting: number;
  droppable: number;
};

export const SEGMENT = /^\d{12}\.spool$/;

export function segmentPath(folder: string, firstSeq: number): string {
  return join(folder, `${String(firstSeq).padStart(12, '0')}.spool`);
}

/** Paths of the segments, oldest first. A folder that is not there yet holds none. */
export function listSegments(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => SEGMENT.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Makes the folder for its owner alone, and clears away what a stopped process was just writing. */
export function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) if (name.endsWith('.tmp')) rmSync(join(folder, name));
  } catch (error) {
    throw new UserError(
      `Results cannot be kept in ${folder}: ${error instanceof Error ? error.message : String(error)}. Name a folder that the agent may write to and that lasts: agent.stateFolder.`,
    );
  }
}
