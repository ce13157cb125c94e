import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { systemContext } from '../context.ts';
import { log } from '../log.ts';
import { sealAudit } from './seal-audit.ts';

const EVERY_MS = 400;
const AFTER_FAILURE_MS = 2_000;

/** Seals within a second of each commit, until stopped. A database that is away is waited for. */
export async function sealLoop(signal: AbortSignal, given: Partial<Context> = {}): Promise<void> {
  const ctx = systemContext('sealer', given);
  while (!signal.aborted) {
    let pauseMs = EVERY_MS;
    try {
      const { sealed } = await sealAudit(ctx, {});
      if (sealed > 0) pauseMs = 0;
    } catch (err) {
      log.warn({ err }, 'audit trail not sealed');
      pauseMs = AFTER_FAILURE_MS;
    }
    await sleep(pauseMs, undefined, { signal }).catch(() => {});
  }
}
