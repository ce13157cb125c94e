import { execFile } from 'node:child_process';
import { mkdtemp, rm, statfs, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SIZE_MIB = 320;
const LEFT_MIB = 2;
const MIB = 1_048_576;

export type SmallDisk = {
  path: string;
  freeBytes: () => Promise<number>;
  /** Leaves hardly anything. */
  fill: () => Promise<void>;
  makeRoom: () => Promise<void>;
  close: () => Promise<void>;
};

/** A file system in memory with little room; null where none may be mounted (it takes root). */
export async function openSmallDisk(): Promise<SmallDisk | null> {
  const path = await mkdtemp(join(tmpdir(), 'parallax-small-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MIB}m,mode=755`, 'tmpfs', path]);
  } catch {
    await rm(path, { recursive: true, force: true });
    return null;
  }
  const ballast = join(path, 'ballast');
  const freeBytes = async () => {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  };
  return {
    path,
    freeBytes,
    fill: async () => writeFile(ballast, Buffer.alloc(Math.max(0, (await freeBytes()) - LEFT_MIB * MIB))),
    makeRoom: () => truncate(ballast, 0),
    close: async () => {
      await run('umount', [path]);
      await rm(path, { recursive: true, force: true });
    },
  };
}
