import { z } from 'zod';
import type { CheckKind } from '#core/check/kinds.ts';
import { checkKindSchema } from '#core/check/schema.ts';
import { AppError, type Problem } from '#core/errors.ts';
import { type MetricPoint, pushMetricsSchema } from '#core/metrics/schema.ts';
import { type ClockWitness, findClockDoubt } from '#core/run/clock-doubt.ts';
import { CLOCK_TOLERANCE_MS } from '#core/run/clock-tolerance.ts';
import { findLagProblems, findSideProblems } from '#core/run/tie-telemetry.ts';
import { msOf } from '#core/time/instant.ts';
import { mayTouchDataset } from '../actor.ts';
import { command } from '../command.ts';
import type { MigrationContext } from '../context.ts';
import { onePerMinute, storeMinutes } from '../evidence/store-minutes.ts';
import type { RawTx } from '../scope.ts';
import { throwIfProblems } from '../throw-if-problems.ts';
import { holdLateMinutes } from './late-minutes.ts';
import { UNFIT_BODY } from './refuse-clear-values.ts';
import { witnessClock } from './witness-clock.ts';

/** Telemetry by the minute. A minute sent again replaces the earlier one; hours are merged from their minutes. */
export const pushMetrics = command(
  {
    can: 'evidence.push',
    narrows: true,
    input: pushMetricsSchema,
    output: z.strictObject({
      stored: z.int(),
      /** How many of these make nothing better until a second person has accepted them. */
      waiting: z.int(),
    }),
    audit: { none: 'Evidence is kept whole itself.' },
    sqlOnly: true,
  },
  async (tx, ctx, { points }) => {
    const kinds = await findKinds(tx, ctx, points);
    const clock = await witnessClock(tx, ctx);
    throwIfProblems(
      UNFIT_BODY,
      points.flatMap((point, i) => findPointProblems(point, kinds, clock, ctx.now()).map(within(`/points/${i}`))),
    );
    const { timely, worse, waiting } = await holdLateMinutes(tx, ctx, onePerMinute(points));
    await storeMinutes(tx, ctx.migrationId, [...timely, ...worse], ctx.now());
    return {
      result: { stored: timely.length + waiting, waiting },
      emit: [{ topic: 'verdict', ids: [] }, ...(waiting > 0 ? [{ topic: 'plan' as const, ids: [] }] : [])],
    };
  },
);

async function findKinds(
  tx: RawTx,
  ctx: MigrationContext,
  points: readonly MetricPoint[],
): Promise<Map<string, CheckKind>> {
  const ids = [...new Set(points.map(({ checkId }) => checkId))];
  const checks = await tx.$queryRaw<{ id: string; kind: string; datasetId: string }[]>`
    SELECT id, kind, dataset_id AS "datasetId" FROM plan_check
    WHERE migration_id = ${ctx.migrationId}::uuid AND id = ANY(${ids}::uuid[])`;
  if (checks.some(({ datasetId }) => !mayTouchDataset(ctx.actor, datasetId))) {
    throw new AppError('FORBIDDEN', 'This key is restricted to datasets to which one of the checks does not belong.');
  }
  return new Map(checks.map(({ id, kind }) => [id, checkKindSchema.parse(kind)]));
}

function findPointProblems(
  point: MetricPoint,
  kinds: ReadonlyMap<string, CheckKind>,
  clock: ClockWitness,
  now: Date,
): Problem[] {
  const { checkId, at, legacy, target, lag } = point;
  const problems: Problem[] = [];
  const kind = kinds.get(checkId);
  if (kind === undefined) problems.push({ pointer: '/checkId', message: 'is not a check of this migration' });
  else if ((legacy || target) && kind !== 'performance') {
    problems.push({ pointer: '/checkId', message: 'must be a check of kind "performance": the point has requests' });
  } else if (lag && kind !== 'replication_lag') {
    problems.push({ pointer: '/checkId', message: 'must be a check of kind "replication_lag": the point has a lag' });
  }
  const doubt = findClockDoubt(timeOfPoint(at), { ...clock, heldMs: null }, now.getTime());
  if (msOf(at) > now.getTime() + CLOCK_TOLERANCE_MS) {
    problems.push({ pointer: '/at', message: `lies in the future; the server's time is ${now.toISOString()}` });
  } else if (doubt) problems.push({ pointer: '/at', message: `cannot be believed: ${doubt}` });
  return [
    ...problems,
    ...(legacy ? findSideProblems('legacy', legacy) : []),
    ...(target ? findSideProblems('target', target) : []),
    ...(lag ? findLagProblems(lag) : []),
  ];
}

const timeOfPoint = (time: string) => {
  const side = { position: null, time };
  return { asOf: { legacy: side, target: side }, durationMs: 0, lagMs: 0 };
};

const within = (place: string) => (problem: Problem) => ({ ...problem, pointer: `${place}${problem.pointer}` });
