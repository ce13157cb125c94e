import type { Group, Pattern } from '../run/difference.ts';
import type { Run, RunOf } from '../run/schema.ts';
import type { Tally } from '../run/tally.ts';
import { nameOfTotal, totalDiffers } from '../run/total.ts';
import { NO_PATTERN } from './fingerprint.ts';
import type { DiscrepancyClass } from './schema.ts';

/** One group as one run saw it. */
export type Finding = {
  class: DiscrepancyClass;
  field: string | null;
  pattern: Pattern;
  rowCount: number;
  /** True unless the agent counted the group itself or listed every difference of it. */
  estimated: boolean;
  moneyNet: string | null;
  moneyGross: string | null;
  /** Differences of it that were listed. */
  samples: number;
};

/**
 * The groups of differences a completed run found, none of them empty. Counts and checksums say how much differs but not where:
 * they find `unlocated`, which opens a group only where nothing explains it (`locationOf`). Suspected rows are in none.
 */
export function findingsOfRun(run: Run, listed: Tally): Finding[] {
  switch (run.kind) {
    case 'field_level':
      return findingsInRows(run, listed).filter(({ rowCount }) => rowCount > 0);
    case 'schema': {
      const items = Map.groupBy(run.items, ({ column }) => column);
      return [...items].map(([column, { length }]) => counted('schema', column, length));
    }
    case 'event_order':
      return run.violationCount > 0 ? [counted('event_order', null, run.violationCount)] : [];
    case 'scenario': {
      const failed = run.scenarios.filter(({ result }) => result === 'failed').map(({ name }) => name);
      return [...new Set(failed)].map((name) => counted('scenario', name, 1));
    }
    case 'aggregate': {
      const differ = run.aggregates.filter(totalDiffers).map(nameOfTotal);
      return [...new Set(differ)].map((name) => counted('aggregate', name, 1));
    }
    case 'record_count': {
      const gap = Math.abs(run.counts.target - run.counts.legacy);
      return gap > 0 ? [{ ...counted('unlocated', run.kind, gap), estimated: true }] : [];
    }
    case 'checksum': {
      const differ = run.checksums.filter(({ legacy, target }) => legacy !== target).length;
      return differ > 0 ? [{ ...counted('unlocated', run.kind, differ), estimated: true }] : [];
    }
    case 'replication_lag':
    case 'performance':
    case 'noise_floor':
      return [];
  }
}

function counted(kind: DiscrepancyClass, field: string | null, rowCount: number): Finding {
  return {
    class: kind,
    field,
    pattern: NO_PATTERN,
    rowCount,
    estimated: false,
    moneyNet: null,
    moneyGross: null,
    samples: 0,
  };
}

function findingsInRows(run: RunOf<'field_level'>, listed: Tally): Finding[] {
  const samplesOf = (kind: string, field: string | null) =>
    listed.confirmed.find((group) => group.class === kind && group.field === field);
  if (run.groups) return run.groups.map((group) => exact(group, samplesOf(group.class, group.field)?.rows ?? 0));
  const { counts, fields } = run;
  const groups = [
    ...fields.map(({ name, compared, matching }) => counted('modified', name, compared - matching)),
    counted('missing_in_target', null, counts.missingInTarget),
    counted('extra_in_target', null, counts.extraInTarget),
    counted('duplicate_in_target', null, counts.duplicateInTarget),
  ];
  return groups.map((group) => {
    const seen = samplesOf(group.class, group.field);
    const { moneyNet = null, moneyGross = null, rows: samples = 0 } = seen ?? {};
    return { ...group, estimated: !run.differencesComplete, moneyNet, moneyGross, samples };
  });
}

function exact({ class: kind, field, pattern, rowCount, moneyNet, moneyGross }: Group, samples: number): Finding {
  const money = { moneyNet: moneyNet ?? null, moneyGross: moneyGross ?? null };
  return { class: kind, field, pattern, rowCount, estimated: false, ...money, samples };
}
