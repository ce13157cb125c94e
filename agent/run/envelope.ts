import { PROTOCOL, type Run, runSchema } from '../../core/run/schema.ts';
import type { CheckBody, CheckResult } from '../check/check.ts';
import type { SupportedKind } from '../check/registry.ts';
import type { Job } from '../job/job.ts';
import { AGENT_NAME, AGENT_VERSION } from '../version.ts';

/** Stands in for the check of a comparison that is not pushed anywhere. */
const NO_CHECK = '00000000-0000-0000-0000-000000000000';

export type Done = { ok: true; value: CheckResult } | { ok: false; message: string };

/**
 * Puts what was found into the envelope that Parallax takes, without differences: those may be more than one call takes. A
 * check that could not be done states that and counts nothing.
 */
export function runOf(job: Job, done: Done, more: { runId: string; startedMs: number; configHash: string }): Run {
  const startedAt = new Date(more.startedMs).toISOString();
  const at = { position: null, time: startedAt };
  const empty: CheckResult = {
    body: nothing[job.kind],
    asOf: { legacy: at, target: at },
    coverage: { method: 'full', population: null, compared: 0, skippedChunks: 0, seed: null },
  };
  const { asOf, coverage, body } = done.ok ? done.value : empty;
  return runSchema.parse({
    ...body,
    ...(body.kind === 'field_level' ? { differences: [] } : {}),
    protocol: PROTOCOL,
    runId: more.runId,
    checkId: job.checkId ?? NO_CHECK,
    window: null,
    asOf,
    lagMs: job.lagMs,
    coverage,
    tool: { name: AGENT_NAME, version: AGENT_VERSION, configHash: more.configHash },
    // A time of the calendar is for the server to tell, which knows the migration's zone.
    ...('everyMs' in job.schedule ? { nextDueAt: new Date(more.startedMs + job.schedule.everyMs).toISOString() } : {}),
    durationMs: Date.now() - more.startedMs,
    ...(done.ok ? {} : { failure: { message: done.message.slice(0, 4_000) } }),
  });
}

const nothing: Record<SupportedKind, CheckBody> = {
  record_count: { kind: 'record_count', counts: { legacy: 0, target: 0 } },
  checksum: { kind: 'checksum', segmentsCompared: 0, checksums: [] },
  schema: { kind: 'schema', items: [], columnsCompared: 0 },
  field_level: {
    kind: 'field_level',
    counts: {
      legacy: 0,
      target: 0,
      compared: 0,
      identical: 0,
      modified: 0,
      missingInTarget: 0,
      extraInTarget: 0,
      duplicateInTarget: 0,
      suspectedLegacy: 0,
      suspectedTarget: 0,
    },
    fields: [],
  },
};
