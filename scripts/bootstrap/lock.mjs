import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject } from './paths.mjs';

/** Nothing done under a lock takes this long; a process that has the old one's number by chance must not block for ever. */
const STALE_MS = 15 * 60_000;

/** Two starts at once must not install or build into the same folder: the second waits for the first. */
export async function withLock(name, work) {
  await mkdir(inProject('.parallax'), { recursive: true });
  const lock = inProject(`.parallax/${name}.lock`);
  let told = false;
  while (!(await take(lock))) {
    if (await isStale(lock)) await rm(lock, { force: true });
    else {
      if (!told) console.log(`Another start is at it right now (${name}): waiting …`);
      told = true;
      await sleep(300);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock) {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(lock) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
    if (Date.now() - mtimeMs > STALE_MS) return true;
    // Just created and not yet written: its owner is alive.
    return text !== '' && !isAlive(Number(text));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
