// npm run demo: Parallax with a migration that is really compared. docs/demo.md says what there is to see.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { EnvError } from '#server/env.ts';
import { resetDemo } from './demo/reset-demo.ts';
import { startDemo } from './demo/start-demo.ts';
import { loadEnv } from './stack/load-env.ts';
import { Refusal } from './stack/refusal.ts';
import { listenForStop, runUntilStopped } from './stack/until-stopped.ts';

const signal = listenForStop();
const started = performance.now();
const say = (line: string) =>
  console.log(`${String(Math.round((performance.now() - started) / 1_000)).padStart(4)} s  ${line}`);

try {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
  if (existsSync('.env')) process.loadEnvFile('.env');
  // A folder of its own: what `npm start` keeps is never touched.
  const dataDir = resolve(process.env.PARALLAX_DATA_DIR?.trim() || '.parallax', 'demo');
  if (values.reset) await resetDemo(dataDir);
  const demo = await startDemo(loadEnv({ PARALLAX_DATA_DIR: dataDir }), say, signal);
  process.exit(await runUntilStopped(demo, signal));
} catch (error) {
  if (signal.aborted) process.exit(0);
  const isExpected = error instanceof Refusal || error instanceof EnvError || isWrongOption(error);
  if (!isExpected) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(1);
}

function isWrongOption(error: unknown): error is TypeError {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
