import type { Schedule } from '../check/schema.ts';
import { EMPTY_LEDGER } from '../evidence/check-ledger.ts';
import { planFactsOf } from '../evidence/plan-facts.ts';
import type { CheckRollup, DatasetFacts, Evidence } from '../evidence/rollup.ts';
import { dueTimeMs } from '../freshness/due-time.ts';
import { isoOf, msOf } from '../time/instant.ts';
import type { ApprovedDataset, ApprovedPlan } from './approved-plan.ts';
import type { PlanDocument } from './document.ts';

type Declared = PlanDocument['datasets'][number];
type DeclaredCheck = Declared['checks'][number];

/**
 * The same evidence under another plan than the one it was loaded for. `retired`: checks that are not done by that one. What it asks for and
 * nobody ever brought is there without evidence, so that it is unknown; what it does not ask for is not there.
 */
export function evidenceUnder(
  approved: ApprovedPlan,
  evidence: Evidence,
  retired: readonly CheckRollup[],
  now: Date,
): Evidence {
  const { document, enteredAt } = approved;
  const checks = new Map([...evidence.checks, ...retired].map((check) => [check.id, check]));
  const windows = document.calendar.map((entry) => ({
    entry,
    enteredAt: enteredAt[entry.name] ?? isoOf(now.getTime()),
  }));
  return {
    ...evidence,
    ...planFactsOf(document, windows, evidence.plan.marks, now),
    timeZone: document.migration.timeZone,
    datasets: document.datasets.map((dataset) => factsOf(dataset, idsOf(dataset, approved))),
    checks: document.datasets.flatMap((dataset) =>
      dataset.checks.map((check) => checkUnder(check, idsOf(dataset, approved), evidence, checks)),
    ),
  };
}

const idsOf = ({ name }: Declared, { datasets }: ApprovedPlan): ApprovedDataset =>
  datasets[name] ?? { id: name, checks: {} };

function factsOf(
  { name, domain, wave, criticality, mayBeEmpty, moneyColumn, lagMs }: Declared,
  { id }: ApprovedDataset,
): DatasetFacts {
  return { id, name, domain, wave, criticality, mayBeEmpty, moneyColumn, lagMs };
}

function checkUnder(
  { kind, schedule, tolerances, sampling }: DeclaredCheck,
  dataset: ApprovedDataset,
  { startedAt, timeZone }: Evidence,
  known: ReadonlyMap<string, CheckRollup>,
): CheckRollup {
  const { id, createdAt } = dataset.checks[kind] ?? { id: `${dataset.id} ${kind}`, createdAt: startedAt };
  const said = { schedule, tolerances, sampleRows: sampling?.rows ?? null };
  const found = known.get(id);
  if (!found) {
    const nothing = { latest: null, ledger: EMPTY_LEDGER, days: [], hours: [] };
    return { ...said, ...nothing, id, createdAt, datasetId: dataset.id, kind };
  }
  return isSaidOf(found, said) ? found : { ...found, ...said, latest: boundBy(found, schedule, timeZone) };
}

type Said = Pick<CheckRollup, 'schedule' | 'tolerances' | 'sampleRows'>;

/** Of thousands of checks, so as it is written: another order of the same tolerances makes a check of its own that says the same. */
function isSaidOf({ schedule, tolerances, sampleRows }: CheckRollup, said: Said): boolean {
  return (
    sampleRows === said.sampleRows &&
    JSON.stringify(schedule) === JSON.stringify(said.schedule) &&
    JSON.stringify(tolerances) === JSON.stringify(said.tolerances)
  );
}

/** A run that was received under a schedule with longer pauses speaks no longer than this one lets it. */
function boundBy({ latest }: CheckRollup, schedule: Schedule, timeZone: string): CheckRollup['latest'] {
  if (latest === null) return null;
  const [asOfMs, receivedAtMs] = [msOf(latest.asOf), msOf(latest.receivedAt)];
  const due = dueTimeMs({ asOfMs, receivedAtMs, schedule, timeZone, nextDueAt: undefined });
  return { ...latest, dueAt: isoOf(Math.min(msOf(latest.dueAt), due)) };
}
