import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { drain, newFolder, openSpool } from '../testing/spool-kit.ts';

const KILLS = 24;
const program = new URL('../testing/append-until-killed.ts', import.meta.url).pathname;
const seed = Number(process.env.SPOOL_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomOf(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('an agent killed while it writes', () => {
  it(`loses no result that was kept, over ${KILLS} kills (SPOOL_SEED=${seed})`, async () => {
    const folder = newFolder();
    const random = randomOf(seed);
    let next = 0;
    let torn = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(process.execPath, [program, folder, String(next)], { stdio: ['ignore', 'pipe', 'inherit'] });
      const kept: string[] = [];
      const lines = createInterface({ input: child.stdout });
      const closed = once(lines, 'close');
      const enough = Math.ceil(random() * 6);
      const ready = new Promise<void>((resolve) => {
        lines.on('line', (line) => {
          if (line.startsWith('kept ')) kept.push(line.slice(5));
          if (kept.length >= enough) resolve();
        });
      });
      await ready;
      await sleep(random() * 20);
      child.kill('SIGKILL');
      const [, signal] = await once(child, 'exit');
      expect(signal).toBe('SIGKILL');
      await closed;
      const { spool, said } = openSpool(folder, { maxBytes: 512 * 2 ** 20 });
      torn += said.filter((text) => text.includes('cut off at byte')).length;
      expect(said.filter((text) => text.includes('damaged'))).toEqual([]);
      const found = await drain(spool);
      await spool.close();
      expect(found, `seed ${seed}, kill ${kill}`).toEqual(expect.arrayContaining(kept));
      // In order, none twice. What was kept without the time to say so may be there too.
      expect(found.map(Number)).toEqual([...new Set(found.map(Number))].sort((a, b) => a - b));
      next = Math.max(next, ...found.map((id) => Number(id) + 1));
    }
    console.log(`SPOOL_SEED=${seed}: ${KILLS} kills, ${next} results kept, ${torn} torn`);
    expect(next).toBeGreaterThan(KILLS);
    expect(torn).toBeGreaterThan(0);
  }, 180_000);
});
