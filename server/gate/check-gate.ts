import { AppError } from '#core/errors.ts';
import { listed } from '#core/format/count.ts';
import { judgeGate } from '#core/gate/judge-gate.ts';
import { type GateAnswer, gateAnswerSchema, gateQuestionSchema } from '#core/gate/schema.ts';
import type { PhaseState } from '#core/phase/phase-states.ts';
import type { Blocker } from '#core/verdict/schema.ts';
import type { MigrationContext } from '../context.ts';
import { env } from '../env.ts';
import { query } from '../query.ts';
import type { Tx } from '../scope.ts';
import { headColumns } from '../verdict/head-columns.ts';
import { judgeMigration } from '../verdict/judge-migration.ts';

/** Whether a pipeline may go on, and if not, why. */
export const checkGate = query(
  { can: 'gate.check', input: gateQuestionSchema, output: gateAnswerSchema },
  async (tx, ctx, question) => ({ data: await answerGate(tx, ctx, question) }),
);

export async function answerGate(
  tx: Tx,
  ctx: MigrationContext,
  { phase, allowConditional }: { phase?: string | undefined; allowConditional: boolean },
): Promise<GateAnswer> {
  const { migrationId } = ctx;
  const now = ctx.now();
  const { slug, planVersion } = await tx.migration.findUniqueOrThrow({
    where: { id: migrationId },
    select: headColumns,
  });
  const { phases, gate, criteria, waiting, decision } = await judgeMigration(tx, migrationId, now, phase);
  if (phase !== undefined && waiting?.approved.gate !== phase) refuseUnknownPhase(phases, phase);
  const { pass, result, reasons } = judgeGate(decision, criteria, allowConditional);
  return {
    migration: slug,
    phase: phase ?? gate,
    phaseState: phases.find(({ name }) => name === (phase ?? gate))?.state ?? null,
    pass,
    result,
    verdict: decision.verdict,
    headline: decision.headline,
    summary: decision.summary,
    computedAt: now.toISOString(),
    planVersion,
    reasons: reasons.map(({ link, ...reason }) => ({ ...reason, url: urlOf(slug, link) })),
  };
}

/** A gate that nobody declared would have no criteria of its own. */
function refuseUnknownPhase(phases: readonly PhaseState[], phase: string): void {
  if (phases.some(({ name }) => name === phase)) return;
  const there =
    phases.length === 0
      ? 'it has none'
      : `its phases are ${listed(
          phases.map(({ name }) => name),
          20,
        )}`;
  throw new AppError('UNPROCESSABLE', `There is no phase "${phase}" in this plan: ${there}.`, {
    problems: [{ pointer: '/phase', message: `is no phase of this plan: ${there}` }],
  });
}

function urlOf(slug: string, { page, datasetId }: Blocker['link']): string {
  if (page === 'go_no_go') return `${env().PARALLAX_URL}/m/${slug}#waiting`;
  const hasDatasets = page === 'discrepancies' || page === 'evidence';
  const query = datasetId && hasDatasets ? `?dataset=${datasetId}` : '';
  return `${env().PARALLAX_URL}/m/${slug}/${page}${query}`;
}
