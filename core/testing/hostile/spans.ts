import { findingsOfRun } from '../../discrepancy/findings-of-run.ts';
import { foldTimeline, type TimelineEvent } from '../../discrepancy/fold-timeline.ts';
import { proofsOfRun } from '../../evidence/proofs-of-run.ts';
import type { DiscrepancySpan } from '../../evidence/rollup.ts';
import { rollupOfRun } from '../../evidence/rollup-of-run.ts';
import type { Finding } from '../../run/finding.ts';
import type { Run } from '../../run/schema.ts';
import { tallyDifferences } from '../../run/tally.ts';
import { type Known, sizesOf, witnessesOf } from '../build-evidence.ts';
import type { World } from './honest-runs.ts';

const schedule = { everyMs: 86_400_000, graceMs: 3_600_000 };

/** A group while it was open. `name`: the column, class of rows, scenario or total that it is about, as the oracle calls it. */
export type Open = DiscrepancySpan & { name: string };

/**
 * When what runs found was open, as the server keeps it: by the findings and the proofs of each run. Counts and checksums, which only say
 * that something differs somewhere, open nothing here: a full scan is always awaited.
 */
export function spansOf(runs: readonly Run[], world: World, datasetId: string, receivedAt: string): Open[] {
  const columns = world.columns.map((name) => ({ name, sensitive: false, ignore: false }));
  const dataset = { columns, keyColumns: ['id'], mayBeEmpty: false, moneyColumn: 'amount' };
  const sizes = sizesOf(runs, () => receivedAt);
  const known: Known[] = [];
  const said = runs.map((run) => {
    const earlier = known.filter((other) => other.run.kind === run.kind);
    const elsewhere = known.filter(({ run: { kind } }) => kind === 'checksum' || kind === 'record_count');
    const witnesses = witnessesOf(run, sizes, earlier, receivedAt, elsewhere);
    const figures = rollupOfRun(run, { receivedAt, timeZone: 'UTC', schedule, tolerances: {}, dataset, witnesses });
    known.push({ run, figures });
    const listed = tallyDifferences(run.kind === 'field_level' ? run.differences : []);
    const findings = findingsOfRun(run, listed).filter(({ class: kind }) => kind !== 'unlocated');
    return { run, at: figures.asOf, findings, proofs: proofsOfRun(run, figures) };
  });
  const groups = Map.groupBy(
    said.flatMap(({ findings }) => findings),
    (group) => JSON.stringify([group.class, group.field, group.pattern]),
  );
  return [...groups].flatMap(([key, [group]], number) => {
    if (!group) return [];
    const events = said.flatMap(({ run, at, findings, proofs }): TimelineEvent[] => {
      const own = { at, runId: run.runId, window: run.window };
      const seen = findings.find((one) => JSON.stringify([one.class, one.field, one.pattern]) === key);
      if (seen) return [{ ...own, type: 'seen', rowCount: seen.rowCount }];
      const isGone = proofs.some(
        ({ class: kind, fields }) => kind === group.class && (fields === null || fields.includes(group.field ?? '')),
      );
      return isGone ? [{ ...own, type: 'gone' }] : [];
    });
    return foldTimeline(events).spans.map(({ from, to }) => ({
      name: nameOf(group),
      discrepancyId: key,
      number: number + 1,
      title: key,
      datasetId,
      severity: 'critical' as const,
      from,
      to,
    }));
  });
}

const rowClasses: Readonly<Record<string, string>> = {
  missing_in_target: 'missingInTarget',
  extra_in_target: 'extraInTarget',
  duplicate_in_target: 'duplicateInTarget',
  event_order: 'order',
};

const nameOf = ({ class: kind, field }: Finding) => rowClasses[kind] ?? field ?? kind;
