import type { DifferenceClass } from './difference-class.ts';
import type { CheckKind, Tolerances } from './schema.ts';

type KindFacts = {
  /**
   * Whether it finds discrepancies. `alone`: what no other kind would, so that it found nothing counts only where it looked at everything.
   * `points`: at rows that a field-level comparison names. `none`: that it is silent says nothing about one.
   */
  finds: 'alone' | 'points' | 'none';
  /** What says how much of a dataset its runs should have seen: it counts itself, the counts around a scan, or earlier runs of its check. */
  size: 'counts' | 'scan' | 'units' | null;
  /** Whether a plan can ask it for everything, so that a sample is less; the others measure what comes by. */
  canSeeAll: boolean;
  /** Whether one run can be worse than another and match all the same: what it measured is compared with limits of criteria. */
  hasOwnFigure: boolean;
  /** Whether it measures traffic and asks neither database. */
  isTelemetry: boolean;
  /** Which tolerances mean something for it. */
  tolerances: readonly (keyof Tolerances)[];
  /** What a difference of it may come from, once a field-level run accounts for it. */
  accountedBy: readonly DifferenceClass[];
};

const compares = { canSeeAll: true, hasOwnFigure: false, isTelemetry: false } as const;
const measures = { finds: 'none', size: null, canSeeAll: false, hasOwnFigure: true, isTelemetry: true } as const;
const rowClasses = ['missing_in_target', 'extra_in_target', 'duplicate_in_target'] as const;

/** What the rules ask about a kind of check, each kind once. Beside the schema: a page that reads this does not load zod with it. */
export const kindFacts: Readonly<Record<CheckKind, KindFacts>> = {
  record_count: { ...compares, finds: 'points', size: 'counts', tolerances: ['lagMs'], accountedBy: rowClasses },
  checksum: {
    ...compares,
    finds: 'points',
    size: 'scan',
    tolerances: ['lagMs'],
    accountedBy: ['modified', ...rowClasses],
  },
  field_level: { ...compares, finds: 'alone', size: 'scan', tolerances: ['lagMs', 'lagLimitMs'], accountedBy: [] },
  aggregate: { ...compares, finds: 'alone', size: 'units', tolerances: [], accountedBy: [] },
  schema: { ...compares, finds: 'alone', size: 'units', tolerances: [], accountedBy: [] },
  event_order: { ...compares, finds: 'alone', size: 'units', tolerances: [], accountedBy: [] },
  replication_lag: { ...measures, tolerances: [], accountedBy: [] },
  performance: { ...measures, tolerances: ['slaMs', 'percentile', 'peakShare', 'cycleDays'], accountedBy: [] },
  scenario: { ...compares, canSeeAll: false, finds: 'alone', size: null, tolerances: [], accountedBy: [] },
  noise_floor: { ...compares, hasOwnFigure: true, finds: 'none', size: 'scan', tolerances: [], accountedBy: [] },
};
