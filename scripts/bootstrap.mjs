// node scripts/bootstrap.mjs scripts/X.ts [args]: makes a fresh clone ready (packages, generated database client), then
// runs the script with the pinned Node. Plain JavaScript, because it runs before anything is installed, on Node 20 too.
import { generateClient } from './bootstrap/generate.mjs';
import { install } from './bootstrap/install.mjs';
import { withLock } from './bootstrap/lock.mjs';
import { pinnedNode } from './bootstrap/node.mjs';
import { Refusal } from './bootstrap/refusal.mjs';
import { run } from './bootstrap/run.mjs';

const [script, ...args] = process.argv.slice(2);

try {
  if (!script) throw new Refusal('usage: node scripts/bootstrap.mjs scripts/NAME.ts [arguments]');
  await withLock('install', async () => {
    await install();
    await generateClient();
  });
  run(pinnedNode(), [script, ...args]);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
