import type { RunInput } from '#core/run/schema.ts';
import { type Base, checksumRun, countRun, fieldRun, lagRun, performanceRun, scenarioRun, schemaRun } from './runs.ts';

type Kind = RunInput['kind'];

const envelopeOf = (base: Base) => {
  const { kind: _, counts: __, ...envelope } = countRun(base);
  return envelope;
};

const hourBefore = ({ at }: Base) => new Date(new Date(at).getTime() - 3_600_000);

/** A run of each kind that finds nothing wrong, or something. */
const made: { [K in Kind]: (base: Base, wrong: boolean) => RunInput } = {
  record_count: (base, wrong) => countRun(base, 100, wrong ? 90 : 100),
  checksum: (base, wrong) => checksumRun(base, wrong ? 2 : 0),
  field_level: (base, wrong) => fieldRun(base, { amount: wrong ? 4 : 0 }),
  noise_floor: (base, wrong) => {
    const { differences: _, ...run } = fieldRun(base, { amount: wrong ? 4 : 0 });
    return { ...run, kind: 'noise_floor' };
  },
  aggregate: (base, wrong) => ({
    ...envelopeOf(base),
    kind: 'aggregate',
    aggregates: [
      { name: 'paid out', keys: {}, legacy: '100', target: wrong ? '90' : '100', unit: 'EUR' },
      { name: 'booked', keys: {}, legacy: '7', target: '7', unit: 'EUR' },
    ],
  }),
  schema: (base, wrong) => {
    const item = {
      item: 'type_changed' as const,
      column: 'amount',
      legacy: 'NUMERIC',
      target: 'float',
      legacyType: null,
      targetType: null,
    };
    return schemaRun(base, wrong ? [item] : []);
  },
  event_order: (base, wrong) => ({
    ...envelopeOf(base),
    kind: 'event_order',
    events: 100,
    violations: [],
    violationCount: wrong ? 3 : 0,
  }),
  replication_lag: (base, wrong) => lagRun(base, wrong ? 9_000 : 10),
  performance: (base, wrong) => performanceRun({ ...base, from: hourBefore(base) }, 1_000, wrong ? '5000' : '50'),
  scenario: (base, wrong) =>
    scenarioRun(base, [
      { name: 'Refund', result: wrong ? 'failed' : 'passed' },
      { name: 'Link', result: 'passed' },
    ]),
};

export const matching = (kind: Kind, base: Base): RunInput => made[kind](base, false);
export const mismatching = (kind: Kind, base: Base): RunInput => made[kind](base, true);
