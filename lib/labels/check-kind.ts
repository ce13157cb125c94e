import type { CheckKind } from '#core/check/schema.ts';

/**
 * The kinds in the order in which they are shown. Written out here, because a value import from a schema would bring all of zod into
 * every page.
 */
export const kindOrder = [
  'record_count',
  'checksum',
  'field_level',
  'aggregate',
  'schema',
  'event_order',
  'replication_lag',
  'performance',
  'scenario',
  'noise_floor',
] as const satisfies readonly CheckKind[];

/** What each kind of check is called on screen, and what it asks. */
export const checkKindWords = {
  record_count: { name: 'Record count', asks: 'Are there as many rows on both sides?' },
  checksum: { name: 'Checksum', asks: 'Do the digests of both sides agree?' },
  field_level: { name: 'Field level', asks: 'Does each row hold the same values?' },
  aggregate: { name: 'Aggregate', asks: 'Do the totals agree?' },
  schema: { name: 'Schema', asks: 'Do columns and types agree?' },
  event_order: { name: 'Event order', asks: 'Do events arrive in the same order?' },
  replication_lag: { name: 'Replication lag', asks: 'How far behind is the target?' },
  performance: { name: 'Performance', asks: 'Does the target answer in time, without errors?' },
  scenario: { name: 'Scenario', asks: 'Do the named business tests pass?' },
  noise_floor: { name: 'Noise floor', asks: 'How often does legacy differ from itself?' },
} as const satisfies Record<CheckKind, { name: string; asks: string }>;
