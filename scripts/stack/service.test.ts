import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isRunning, markProcess, type ProcessMark } from '#server/process/process-mark.ts';
import { runService } from './service.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'parallax-service-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const patiently = { timeout: 20_000, interval: 50 };
const script = (name: string, text: string) => {
  writeFileSync(join(dir, name), text);
  return join(dir, name);
};
const options = (file: string, starts: ProcessMark[], said: string[]) => ({
  name: 'web',
  args: [file],
  env: process.env,
  logFile: join(dir, 'web.log'),
  onStart: (mark: ProcessMark) => void starts.push(mark),
  onEnd: (sentence: string) => void said.push(sentence),
});

it('starts what was killed again, and stops it when asked', async () => {
  const starts: ProcessMark[] = [];
  const said: string[] = [];
  const forever = script('forever.mjs', 'console.log("up"); setInterval(() => {}, 1000);');
  const service = runService(options(forever, starts, said));
  await vi.waitFor(() => expect(readFileSync(join(dir, 'web.log'), 'utf8')).toBe('up\n'), patiently);
  process.kill(starts[0]?.pid ?? 0, 'SIGKILL');
  await vi.waitFor(() => expect(starts).toHaveLength(2), patiently);
  expect(said).toEqual([`The web process ended (SIGKILL), see ${join(dir, 'web.log')}; it is started again.`]);
  await service.stop();
  expect(starts.map(isRunning)).toEqual([false, false]);
});

it('gives up on what keeps ending', async () => {
  const starts: ProcessMark[] = [];
  const broken = script('broken.mjs', 'process.exit(3);');
  const service = runService(options(broken, starts, []));
  await expect(service.gaveUp).resolves.toBe(`The web process keeps ending (exit 3), see ${join(dir, 'web.log')}.`);
  expect(starts.length).toBeGreaterThanOrEqual(4);
});

it('ends with the process that runs it, even when that is killed', async () => {
  const forever = script('forever.mjs', 'process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1000);');
  const supervisor = script(
    'supervisor.mjs',
    `const { runService } = await import(${JSON.stringify(resolve('scripts/stack/service.ts'))});
     runService({ name: 'web', args: [${JSON.stringify(forever)}], env: process.env, logFile: null,
       onStart: ({ pid }) => console.log(pid), onEnd: () => {} });`,
  );
  const child = spawn(process.execPath, [supervisor], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((done) => {
    child.stdout.once('data', (chunk: Buffer) => done(Number(chunk.toString())));
  });
  expect(markProcess(pid)).not.toBeNull();
  // Killed before it listens it would end by itself, and prove nothing.
  await new Promise((done) => setTimeout(done, 500));
  child.kill('SIGKILL');
  await vi.waitFor(() => expect(markProcess(pid)).toBeNull(), patiently);
});
