import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetDefinition } from '../../core/dataset/schema.ts';
import type { Cutoff } from '../connector/connector.ts';
import type { SidePlan } from '../connector/plan.ts';
import { withSnapshots } from '../connector/with-snapshots.ts';
import { didYouMean, findName } from '../find-name.ts';
import { planComparison } from '../pairing/plan-comparison.ts';
import { UserError } from '../user-error.ts';
import type { CheckRequest, CheckResult } from './check.ts';
import { describeBoth } from './plan-dataset.ts';

/** Counts both sides, below a common watermark where the dataset names a column for it. */
export async function checkRecordCount(request: CheckRequest): Promise<CheckResult> {
  const { dataset, lagMs, signal } = request;
  const [legacyTable, targetTable] = await describeBoth(dataset, request.sides);
  const plan = planComparison(dataset, legacyTable, targetTable);
  const column = watermarkColumn(
    dataset,
    plan.columns.map(({ name }) => name),
  );
  const first = await count(request, plan, column, undefined);
  if (first.legacy === first.target || lagMs === 0) return resultOf(first);
  // A difference counts only if it outlives the lag; the watermark stays, so that new rows do not enter.
  await sleep(lagMs, undefined, { signal });
  const again = await count(request, plan, column, first.until);
  return resultOf(first.until === undefined ? again : { ...again, asOf: first.asOf });
}

type Counted = Pick<CheckResult, 'asOf'> & { legacy: number; target: number; until: string | undefined };

async function count(
  request: CheckRequest,
  plan: { legacy: SidePlan; target: SidePlan },
  column: number,
  until: string | undefined,
): Promise<Counted> {
  return await withSnapshots(request.sides, 'scan', async (snapshots) => {
    const asOf = { legacy: snapshots.legacy.watermark, target: snapshots.target.watermark };
    const cut = column < 0 ? undefined : (until ?? common(asOf.legacy.time, asOf.target.time, request.lagMs));
    const [legacy, target] = await Promise.all([
      snapshots.legacy.countRows(plan.legacy, cutoff(plan.legacy, column, cut)),
      snapshots.target.countRows(plan.target, cutoff(plan.target, column, cut)),
    ]);
    return { asOf, legacy, target, until: cut };
  });
}

function watermarkColumn(dataset: DatasetDefinition, names: string[]): number {
  if (dataset.watermarkColumn === null) return -1;
  const name = findName(dataset.watermarkColumn, names);
  if (name !== undefined) return names.indexOf(name);
  throw new UserError(
    `watermark column "${dataset.watermarkColumn}" is no compared column. ${didYouMean(dataset.watermarkColumn, names)}`,
  );
}

function cutoff(side: SidePlan, column: number, at: string | undefined): Cutoff | undefined {
  const found = side.columns[column];
  return found && at !== undefined ? { column: found, at } : undefined;
}

/** The earlier of both clocks, less the lag. */
function common(legacy: string, target: string, lagMs: number): string {
  return new Date(Math.min(Date.parse(legacy), Date.parse(target)) - lagMs).toISOString();
}

function resultOf({ legacy, target, asOf }: Counted): CheckResult {
  const rows = Math.max(legacy, target);
  return {
    body: { kind: 'record_count', counts: { legacy, target } },
    asOf,
    coverage: { method: 'full', population: rows, compared: rows, skippedChunks: 0, seed: null },
  };
}
