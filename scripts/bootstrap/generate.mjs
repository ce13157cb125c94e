import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { pinnedNode } from './node.mjs';
import { inProject } from './paths.mjs';
import { Refusal } from './refusal.mjs';

const STAMP = inProject('prisma/generated/.made-from');

/** Generates the typed database client when the schema, its configuration or Prisma itself changed. */
export async function generateClient() {
  const hash = await inputHash();
  const made = await readFile(STAMP, 'utf8').catch(() => '');
  if (made === hash) return;
  const { code, output } = await runPrisma(['generate']);
  if (code !== 0)
    throw new Refusal(`The database client could not be generated from prisma/schema. Prisma said:\n\n${output}`);
  await writeFile(STAMP, hash);
}

async function inputHash() {
  const schema = (await readdir(inProject('prisma/schema'))).filter((name) => name.endsWith('.prisma')).sort();
  const files = [
    ...schema.map((name) => `prisma/schema/${name}`),
    'prisma.config.ts',
    'node_modules/prisma/package.json',
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(await readFile(inProject(file)));
  return hash.digest('hex');
}

function runPrisma(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode(), [inProject('node_modules/prisma/build/index.js'), ...args], {
      cwd: inProject('.'),
      stdio: ['ignore', 'pipe', 'pipe'],
      // No question to the vendor whether there is a newer version: it delays a start without network.
      env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
