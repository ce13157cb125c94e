import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StackEnv } from '../stack/load-env.ts';
import { Refusal } from '../stack/refusal.ts';
import { type Stack, startStack } from '../stack/start-stack.ts';
import { describeDemo } from './describe-demo.ts';
import { waitForVerdict } from './first-verdict.ts';
import { declareDatasets, type ProgramEnv, startPrograms } from './programs.ts';
import { openKey, setUp } from './set-up.ts';
import { loadState, saveState } from './state.ts';
import { openSystems } from './systems.ts';

/** Brings the demo up to its first verdict. Each step may be repeated, so a start that was stopped anywhere is gone on with. */
export async function startDemo(
  env: StackEnv,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<Stack> {
  const began = performance.now();
  const stack = await startStack({ env, logs: 'files', onProgress, signal });
  let stopPrograms = async () => {};
  const stop = async () => {
    await stopPrograms();
    await stack.stop();
  };
  try {
    const dataDir = env.PARALLAX_DATA_DIR;
    const stateFile = join(dataDir, 'demo.json');
    const state = loadState(stateFile);
    const { lead, migrationId } = await setUp(stack, state);
    const key = await openKey(stack, lead, migrationId, state.key);
    saveState(stateFile, { ...state, key });
    onProgress('Accounts, migration and key are there.');

    const legacyFile = join(dataDir, 'legacy.sqlite');
    const target = await openSystems(stack.databaseUrl, legacyFile, state, onProgress);
    const programEnv: ProgramEnv = {
      DEMO_PARALLAX_URL: stack.localUrl,
      DEMO_KEY: key,
      DEMO_SEED: state.seed,
      DEMO_LIVE_SINCE: state.liveSince,
      DEMO_LEGACY_FILE: legacyFile,
      DEMO_TARGET_URL: target.owner,
      DEMO_READER_URL: target.reader,
      DEMO_MASKING_KEY: state.maskingKey,
    };
    const planned = await lead.dataset.list.query({ migrationId });
    // Only once: what people have changed in the plan since stays.
    if (planned.length === 0) await declareDatasets(programEnv, signal);

    const logDir = join(dataDir, 'logs');
    mkdirSync(logDir, { recursive: true });
    const programs = startPrograms(programEnv, logDir, onProgress);
    stopPrograms = async () => {
      await Promise.all(programs.map((program) => program.stop()));
    };
    const failed = Promise.race([stack.failed, ...programs.map((program) => program.gaveUp)]);
    const first = await Promise.race([waitForVerdict(lead, migrationId, onProgress, signal), failed]);
    if (typeof first === 'string') throw new Refusal(first);
    console.log(describeDemo(stack.url, state.password, first, performance.now() - began));
    return { ...stack, failed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
