import { z } from 'zod';
import type { MetricPoint } from '#core/metrics/schema.ts';
import type { PlanDocumentInput } from '#core/plan/document.ts';
import type { RunInput } from '#core/run/schema.ts';
import { as } from '../../testing/call.ts';
import { at, makeKey, makeMigration } from '../../testing/factory.ts';
import type { Base } from '../../testing/runs.ts';

export const NOW = new Date('2026-03-04T11:00:00Z');
const START = new Date('2026-03-01T11:00:00Z');

export type Plan = Pick<PlanDocumentInput, 'datasets' | 'criteria'> & Partial<PlanDocumentInput>;
/** A run of the check `dataset/kind`, whose watermarks are so old when it is received: at `NOW`, or so long after it. */
export type Push = Placed & { make: (base: Base) => RunInput };
/** A minute of telemetry, so old when it is received. */
export type Minute = Placed & { point: Omit<MetricPoint, 'checkId' | 'at'> };
type Placed = { check: string; ageMs: number; afterMs?: number };

export type Judged = {
  verdict: string;
  /** Whether the gate lets a pipeline through, and with `allowConditional`. */
  passes: boolean[];
  /** By the keys of the criteria. */
  outcomes: Record<string, string>;
  /** Why, by the keys of the criteria: what the page says, and the runs it leads to. */
  why: Record<string, { headline: string; detail: string; runIds: readonly string[] }>;
  /** Places of what was refused, of the plan or of a run. */
  refused: string[];
};

/**
 * What comes out of a plan and of the runs that were pushed, through the same entry points as for everybody: plan, ingest, verdict and gate, on
 * the database of the test.
 */
export async function judged(plan: Plan, pushes: readonly (Push | Minute)[]): Promise<Judged> {
  const migration = await makeMigration({ now: at(START) });
  const { plan: plans } = as(migration.lead, at(START));
  const { document } = await plans.get({ slug: migration.slug });
  const refused: string[] = [];
  const whole = { ...document, criteria: [], datasets: [], ...plan };
  await plans.replace({ migrationId: migration.id, document: whole }).catch(note(refused));
  const { actor } = await makeKey(migration, { now: at(START) });
  const after = (ms = 0) => new Date(NOW.getTime() + ms);
  const end = after(Math.max(0, ...pushes.map(({ afterMs = 0 }) => afterMs)));
  const { gate } = as(actor, at(end));
  const lead = as(migration.lead, at(end));
  const names = new Map((await lead.dataset.list({ migrationId: migration.id })).map(({ id, name }) => [id, name]));
  const checks = await lead.check.list({ migrationId: migration.id });
  for (const pushed of pushes) {
    const { check, ageMs, afterMs } = pushed;
    const checkId = checks.find(({ datasetId, kind }) => `${names.get(datasetId)}/${kind}` === check)?.id;
    if (checkId === undefined) continue;
    const time = new Date(after(afterMs).getTime() - ageMs);
    const { ingest } = as(actor, at(after(afterMs)));
    const sent: Promise<unknown> =
      'make' in pushed
        ? ingest.submitRun(pushed.make({ checkId, at: time }))
        : ingest.metrics({ protocol: 1, points: [{ ...pushed.point, checkId, at: time.toISOString() }] });
    await sent.catch(note(refused));
  }
  const { verdict, criteria } = await lead.verdict.get({ slug: migration.slug });
  const keys = new Map((await lead.criterion.list({ migrationId: migration.id })).map(({ id, key }) => [id, key]));
  return {
    verdict,
    passes: [(await gate.check({})).data.pass, (await gate.check({ allowConditional: true })).data.pass],
    outcomes: Object.fromEntries(criteria.map(({ id, result }) => [keys.get(id) ?? id, result.outcome])),
    why: Object.fromEntries(
      criteria.map(({ id, result: { headline, detail, evidence } }) => [
        keys.get(id) ?? id,
        { headline, detail, runIds: evidence.runIds },
      ]),
    ),
    refused,
  };
}

const refusal = z.object({
  code: z.enum(['BAD_REQUEST', 'UNPROCESSABLE_CONTENT']),
  cause: z.object({ problems: z.array(z.object({ pointer: z.string() })).min(1) }),
});

/** Refused with its place, 400 or 422; anything else that goes wrong is no refusal. */
const note = (refused: string[]) => (error: unknown) => {
  const said = refusal.safeParse(error);
  if (!said.success) throw error;
  refused.push(...said.data.cause.problems.map(({ pointer }) => pointer));
};
