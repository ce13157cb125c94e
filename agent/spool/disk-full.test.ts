import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { drain, newFolder, openSpool } from '../testing/spool-kit.ts';

const program = new URL('../testing/keep-some.ts', import.meta.url).pathname;
const COUNT = 20;
/** The kernel refuses writes beyond it, as it does on a full disk: in blocks of 1,024 bytes. */
const LIMIT_BLOCKS = 8;

const run = promisify(execFile);
const hasLimits = await run('prlimit', ['--version']).then(
  () => true,
  () => false,
);
if (!hasLimits) console.warn('Running out of disk is skipped: there is no prlimit (util-linux) on this machine.');

describe.skipIf(!hasLimits)('where nothing more can be written', () => {
  it('waits, says why, loses nothing, and goes on when there is room', async () => {
    const folder = newFolder();
    // In bash, ulimit -f counts blocks of 1,024 bytes. The soft limit only: it is lifted again below.
    const child = spawn(
      'bash',
      ['-c', `ulimit -S -f ${LIMIT_BLOCKS}; exec "$@"`, '-', process.execPath, program, folder, `${COUNT}`],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const kept: string[] = [];
    const notices: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('kept ')) kept.push(line.slice(5));
      else notices.push(line);
    });
    const ended = once(child, 'exit');
    await expect.poll(() => notices.length, { timeout: 20_000 }).toBe(1);
    expect(notices[0]).toMatch(/A result cannot be written to disk: EFBIG.*1 results wait in memory/);
    await sleep(2_500);
    expect(kept).toHaveLength(5);
    expect(notices).toHaveLength(1);
    await run('prlimit', ['--pid', `${child.pid}`, '--fsize=unlimited:']);
    expect(await ended).toEqual([0, null]);
    expect(kept).toHaveLength(COUNT);
    const { spool, said } = openSpool(folder);
    expect(said).toEqual([]);
    expect(await drain(spool)).toEqual(kept);
    await spool.close();
  }, 60_000);
});
