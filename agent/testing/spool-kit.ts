import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { Spool, type SpoolOptions } from '../spool/spool.ts';
import { MIB } from './spool-fixtures.ts';

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-spool-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openSpool(folder: string, more: Partial<SpoolOptions> = {}): { spool: Spool; said: string[] } {
  const said: string[] = [];
  const spool = new Spool({
    folder,
    maxBytes: 32 * MIB,
    maxAgeMs: null,
    notice: (text) => said.push(text),
    ...more,
  });
  return { spool, said };
}

/** Takes everything out in order, as a server that accepts all of it would. */
export async function drain(spool: Spool): Promise<string[]> {
  const ids: string[] = [];
  for (let head = await spool.head(); head; head = await spool.head()) {
    ids.push(head.entry.result.runId);
    await spool.delivered(head.entry);
  }
  return ids;
}
