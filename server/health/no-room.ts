import { statfs } from 'node:fs/promises';
import { env } from '../env.ts';

/** Two segments of PostgreSQL's log: with less it ends itself, and does not start again. */
const NEEDED_BYTES = 32 * 1_048_576;

/** Whether the disk on which an embedded database lies is full: one that ended because the disk is full can no longer report that itself. */
export async function hasNoRoom(): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(env().PARALLAX_DATA_DIR);
    return bavail * bsize < NEEDED_BYTES;
  } catch {
    return false;
  }
}
