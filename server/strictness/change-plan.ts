import { maintenanceOf } from '#core/evidence/plan-facts.ts';
import { marksInForce } from '#core/mark/marks-in-force.ts';
import type { ApprovedPlan } from '#core/plan/approved-plan.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import { planDifferences } from '#core/plan/plan-differences.ts';
import { type Settled, settleDifferences } from '#core/strictness/settle-differences.ts';
import type { MigrationContext } from '../context.ts';
import { hasStarted } from '../document/has-started.ts';
import { loadDocument } from '../document/load-document.ts';
import { lockPlan } from '../document/lock-plan.ts';
import { approvedIds, loadPlanIds, type PlanIds } from '../document/plan-ids.ts';
import { writePlanVersion } from '../document/write-plan-version.ts';
import { writingPlan } from '../document/writing-plan.ts';
import { loadMarksInForce } from '../mark/load-marks.ts';
import type { Tx } from '../scope.ts';
import { findUnapproved, keepUnapproved } from './find-unapproved.ts';
import { recordChanges } from './record-changes.ts';

type Made<T> = { result: T; planVersion: number };
/** A plan as it stands. */
type Current = { document: PlanDocument; ids: PlanIds };

/**
 * The one way in which a plan changes once its migration is there. Locks it, lets `change` write, and keeps the next version. From the start
 * of the parallel run on, what makes no verdict better takes effect at once; everything else waits for a second person, whatever part of
 * the plan it is of. `action`: of the audit entry.
 */
export async function changePlan<T>(
  tx: Tx,
  ctx: MigrationContext,
  { action, reason = '' }: { action: string; reason?: string },
  change: (current: PlanDocument) => Promise<T>,
): Promise<Made<T>> {
  const { migrationId } = ctx;
  await lockPlan(tx, migrationId);
  const before = await loadCurrent(tx, migrationId);
  const result = await writingPlan(tx, () => change(before.document));
  const planVersion = await writePlanVersion(tx, ctx, migrationId, action);
  const after = await loadCurrent(tx, migrationId);
  const changes = planDifferences(before.document, after.document);
  if (changes.length === 0) return { result, planVersion };
  const started = await hasStarted(tx, migrationId);
  const waiting = started ? await settle(tx, ctx, before, after) : [];
  await recordChanges(tx, ctx, { changes, waiting, started, reason, planVersion });
  return { result, planVersion };
}

const loadCurrent = async (tx: Tx, migrationId: string): Promise<Current> => ({
  document: await loadDocument(tx, migrationId),
  ids: await loadPlanIds(tx, migrationId),
});

/** What waits from now on. */
async function settle(tx: Tx, ctx: MigrationContext, before: Current, after: Current): Promise<Settled['waiting']> {
  const { migrationId } = ctx;
  const unapproved = await findUnapproved(tx, migrationId);
  const had = unapproved?.plan ?? { document: before.document, ...before.ids };
  const { approved, waiting } = await settleUnder(tx, migrationId, had, after.document);
  if (unapproved || waiting.length > 0) {
    const plan = { document: approved, ...approvedIds(approved, had, after) };
    await keepUnapproved(tx, ctx, { plan, waiting });
  }
  return waiting;
}

/** What of another plan would wait for a second person. */
export async function whatWouldWait(tx: Tx, migrationId: string, wanted: PlanDocument): Promise<Settled['waiting']> {
  if (!(await hasStarted(tx, migrationId))) return [];
  const current = await loadCurrent(tx, migrationId);
  const had = (await findUnapproved(tx, migrationId))?.plan ?? { document: current.document, ...current.ids };
  return (await settleUnder(tx, migrationId, had, wanted)).waiting;
}

async function settleUnder(tx: Tx, migrationId: string, had: ApprovedPlan, wanted: PlanDocument): Promise<Settled> {
  const windows = await approvedWindows(tx, migrationId, had);
  return settleDifferences({ approved: had.document, windows }, wanted);
}

/** Maintenance for which days are left out. */
async function approvedWindows(tx: Tx, migrationId: string, plan: ApprovedPlan): Promise<ReadonlySet<string>> {
  const entries = plan.document.calendar.filter(({ kind }) => kind === 'maintenance');
  if (entries.length === 0) return new Set();
  const marks = marksInForce(await loadMarksInForce(tx, migrationId));
  const isApproved = (entry: (typeof entries)[number]) =>
    maintenanceOf([{ entry, enteredAt: plan.enteredAt[entry.name] ?? '' }], marks).length > 0;
  return new Set(entries.filter(isApproved).map(({ name }) => name));
}
