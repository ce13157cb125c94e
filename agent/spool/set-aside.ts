import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writeDurably } from './durable.ts';
import type { Damage, Entry } from './entry.ts';
import { readAt, readFrame } from './frame.ts';

const FOLDER = 'set-aside';
const WINDOW_BYTES = 1_024 * 1_024;
const MAX_FILES = 1_000;

/** Copies bytes that are no results to a file, in case a person can make something of them. Answers its path. */
export function setDamageAside(folder: string, segment: string, { offset, bytes }: Damage): string {
  const path = join(asideFolder(folder), `${basename(segment, '.spool')}-${offset}.corrupt`);
  const fd = openSync(segment, 'r');
  try {
    writeDurably(path, windows(fd, offset, bytes));
  } finally {
    closeSync(fd);
  }
  return path;
}

function* windows(fd: number, offset: number, bytes: number): Generator<Buffer> {
  for (let done = 0; done < bytes; done += WINDOW_BYTES) {
    yield readAt(fd, offset + done, Math.min(WINDOW_BYTES, bytes - done));
  }
}

/** Keeps a result that Parallax refused for good: a line with the reasons, then a line for each call. Answers its path. */
export function setRefusedAside(folder: string, segment: string, entry: Entry, reason: string): string {
  const path = join(asideFolder(folder), `${String(entry.seq).padStart(12, '0')}.refused`);
  const fd = openSync(segment, 'r');
  try {
    writeDurably(path, lines(fd, entry, reason));
  } finally {
    closeSync(fd);
  }
  return path;
}

function* lines(fd: number, entry: Entry, reason: string): Generator<Buffer> {
  const refusedAt = new Date().toISOString();
  yield Buffer.from(`${JSON.stringify({ refusedAt, reason, ...entry.result })}\n`);
  for (const { path, gzip, offset } of entry.parts) {
    const frame = readFrame(fd, offset, entry.offset + entry.bytes);
    if (typeof frame !== 'object') continue;
    const body = gzip ? gunzipSync(frame.body) : frame.body;
    yield Buffer.concat([Buffer.from(`{"path":${JSON.stringify(path)},"body":`), body, Buffer.from('}\n')]);
  }
}

/** Deletes the oldest of what was set aside beyond a limit. Answers how many files that were. */
export function boundSetAside(folder: string, maxBytes: number): number {
  const files = listSetAside(folder).sort((a, b) => b.atMs - a.atMs);
  let bytes = 0;
  let deleted = 0;
  for (const [index, file] of files.entries()) {
    bytes += file.bytes;
    if (bytes <= maxBytes && index < MAX_FILES) continue;
    rmSync(file.path, { force: true });
    deleted += 1;
  }
  return deleted;
}

export function listSetAside(folder: string): { path: string; bytes: number; atMs: number }[] {
  const inside = join(folder, FOLDER);
  return readdirSync(folder).includes(FOLDER)
    ? readdirSync(inside).map((name) => {
        const { size, mtimeMs } = statSync(join(inside, name));
        return { path: join(inside, name), bytes: size, atMs: mtimeMs };
      })
    : [];
}

function asideFolder(folder: string): string {
  const path = join(folder, FOLDER);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}
