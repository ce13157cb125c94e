import type { EvidenceOverview } from '#core/evidence/schema.ts';
import { dueOfCheck } from '#core/freshness/due-of-check.ts';
import { freshnessOf } from '#core/freshness/freshness.ts';
import { isoOf, msOf } from '#core/time/instant.ts';
import type { CheckRow } from './overview-rows.ts';

type CheckView = EvidenceOverview['datasets'][number]['checks'][number];

export function presentCheck({ latest, strip, hours, ...check }: CheckRow, now: Date): CheckView {
  const dueAt = dueOfCheck({ ...check, latest, hours });
  return {
    ...check,
    freshness: freshnessOf(dueAt === null ? null : { dueAt }, now.getTime()),
    dueAt: dueAt && isoOf(msOf(dueAt)),
    lastRunId: latest?.runId ?? null,
    lastAt: latest && isoOf(msOf(latest.receivedAt)),
    lastVerdict: latest?.verdict ?? null,
    lastText: latest?.text ?? null,
    strip: strip.map((run) => ({ ...run, at: isoOf(msOf(run.at)) })),
  };
}
