import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isRunning, markProcess } from '#server/process/process-mark.ts';
import { claimDataDir } from './stack-file.ts';

let dir: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parallax-claim-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(dir, { recursive: true });
});

function aProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  started.push(child);
  const mark = markProcess(child.pid ?? 0);
  if (!mark) throw new Error('not started');
  return mark;
}
const write = (supervisor: object, services: object) =>
  writeFileSync(join(dir, 'stack.json'), JSON.stringify({ supervisor, url: 'http://localhost:3000', services }));
const dead = { pid: process.pid, startedAt: 'a time at which another process had this number' };

it('refuses a folder that is in use, and names who uses it', async () => {
  const other = aProcess();
  write(other, {});
  await expect(claimDataDir(dir, 'http://localhost:3001')).rejects.toThrow(
    `already running from ${dir}, at http://localhost:3000 (process ${other.pid})`,
  );
});

it('stops what a killed start left running, and nobody who merely has its number', async () => {
  const left = aProcess();
  const stranger = aProcess();
  write(dead, { web: left, worker: { ...stranger, startedAt: 'long ago' } });
  const { file, stopped } = await claimDataDir(dir, 'http://localhost:3000');
  expect(stopped).toBe(1);
  expect(isRunning(left)).toBe(false);
  expect(isRunning(stranger)).toBe(true);
  file.remove();
  expect(existsSync(join(dir, 'stack.json'))).toBe(false);
});

it('is not stopped by a file that a crash tore', async () => {
  writeFileSync(join(dir, 'stack.json'), '{"supervisor":');
  await expect(claimDataDir(dir, 'http://localhost:3000')).resolves.toMatchObject({ stopped: 0 });
});
