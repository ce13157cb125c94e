import type { RunFigures } from '#core/evidence/figures.ts';
import { takesBack, whyLate } from '#core/late-evidence/late.ts';
import type { Run } from '#core/run/schema.ts';
import { dayOf } from '#core/time/day.ts';
import type { AgentActor } from '../actor.ts';
import type { RawTx } from '../scope.ts';
import { letWait, type Sent } from './let-wait.ts';
import type { PlannedCheck } from './planned-check.ts';
import { findSuccessor, findSuperseded, withdrawRun } from './withdraw-run.ts';

/** A run that is taken, with what it leaves behind. */
export type Arrival = { migrationId: string; key: AgentActor; check: PlannedCheck; run: Run; figures: RunFigures };

export type Begun = {
  /** Why what it shows to be well waits; null: it counts. */
  late: string | null;
  /** Why it does not take the effect of the run it supersedes yet; null: it does, or there is none. */
  correction: string | null;
  /** It has taken the effect of another run: what is around it is not what it was. */
  tookPlace: boolean;
  /** Discrepancies that changed. */
  changed: string[];
};

const NOTHING: Begun = { late: null, correction: null, tookPlace: false, changed: [] };

/**
 * What comes before a run is stored, so that nothing is made anew from it that it may not say: lets wait what has to, and takes the effect
 * of the run that it supersedes. Its receipt is there; the caller holds the dataset's lock.
 */
export async function beginRun(tx: RawTx, arrival: Arrival): Promise<Begun> {
  const { run } = arrival;
  if (run.failure) return NOTHING;
  const late = lateReason(arrival);
  if (late !== null) await letWait(tx, sentOf(arrival), { runId: run.runId, part: 'evidence', reason: late });
  return { ...(await takePlace(tx, arrival, late)), late };
}

/** Why what a run shows to be well waits; null: it counts. */
export function lateReason({
  key,
  check,
  figures: { asOf, receivedAt },
}: Pick<Arrival, 'key' | 'check' | 'figures'>): string | null {
  const { timeZone, lateEvidenceHours } = check.migration;
  return whyLate(asOf, receivedAt, { timeZone, lateEvidenceHours, keyMadeAt: key.madeAt.toISOString() });
}

function sentOf({ migrationId, key, check, figures }: Arrival): Sent {
  const at = new Date(figures.receivedAt);
  return { migrationId, keyId: key.keyId, day: dayOf(at.getTime(), check.migration.timeZone), at };
}

async function takePlace(tx: RawTx, arrival: Arrival, late: string | null): Promise<Begun> {
  const { migrationId, check, run, figures } = arrival;
  if (!run.supersedesRunId) return NOTHING;
  const old = await findSuperseded(tx, migrationId, check.id, run.supersedesRunId);
  if (!old) return NOTHING;
  const evidence = late === null ? 'counts' : 'waits';
  const { taken, why } = takesBack(old, { run, figures }, evidence, ruleOf(check));
  if (taken !== 'waits') {
    return { ...NOTHING, tookPlace: true, changed: await withdrawRun(tx, migrationId, check, old.figures) };
  }
  await letWait(tx, sentOf(arrival), { runId: run.runId, part: 'correction', reason: why });
  return { ...NOTHING, correction: why };
}

const ruleOf = ({ migration, dataset }: PlannedCheck) => ({ timeZone: migration.timeZone, dataset });

/** Whether a run that arrived earlier takes the effect of this one. Where it may not by itself, it waits from now on. */
export async function isTakenBack(tx: RawTx, arrival: Arrival): Promise<boolean> {
  const { migrationId, key, check, run, figures } = arrival;
  const successor = await findSuccessor(tx, migrationId, check.id, run.runId);
  if (!successor) return false;
  const { runId } = successor;
  const { taken, why } = takesBack({ run, figures }, successor, successor.evidence, ruleOf(check));
  if (taken === 'waits') {
    const part = { runId, part: 'correction' as const, reason: why };
    await letWait(tx, { ...sentOf(arrival), keyId: successor.keyId ?? key.keyId }, part);
  } else if (taken === 'refused') {
    await tx.$executeRaw`
      UPDATE run_receipt SET correction = 'refused' WHERE migration_id = ${migrationId}::uuid AND run_id = ${runId}::uuid`;
  }
  return taken === 'counts';
}
