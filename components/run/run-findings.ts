import type { RunDetail } from '#core/evidence/schema.ts';

type Run = NonNullable<RunDetail['run']>;

/** One line of what a run found, side by side; null is "not there". */
export type Finding = { key: string; what: string; legacy: string | null; target: string | null };

/** What the kinds without rows and fields found, in one shape. */
export function findingsOf(run: Run): { title: string; findings: Finding[] } | null {
  switch (run.kind) {
    case 'checksum':
      return {
        title: 'Segments that differ',
        findings: run.checksums.map((item) => ({
          key: item.segment,
          what: item.segment,
          legacy: item.legacy,
          target: item.target,
        })),
      };
    case 'aggregate':
      return {
        title: 'Totals',
        findings: run.aggregates.map((item) => {
          const keys = Object.entries(item.keys).map(([name, value]) => `${name} ${value ?? 'null'}`);
          const what = [item.name, ...keys].join(' · ');
          return {
            key: what,
            what,
            legacy: withUnit(item.legacy, item.unit),
            target: withUnit(item.target, item.unit),
          };
        }),
      };
    case 'schema':
      return {
        title: 'Schema findings',
        findings: run.items.map((item) => ({
          key: `${item.column}/${item.item}`,
          what: `${item.column}: ${item.item.replaceAll('_', ' ')}`,
          legacy: item.legacy,
          target: item.target,
        })),
      };
    case 'event_order':
      return {
        title: 'Violations of order',
        findings: run.violations.map((item, i) => ({
          key: `${item.partition}/${item.observedAt}/${i}`,
          what: `${item.partition}: ${item.kind.replaceAll('_', ' ')}`,
          legacy: item.expected,
          target: item.actual,
        })),
      };
    case 'scenario':
      return {
        title: 'Scenarios',
        findings: run.scenarios.map((item) => ({
          key: item.name,
          what: item.name,
          legacy: item.result,
          target: item.message ?? null,
        })),
      };
    case 'record_count':
    case 'field_level':
    case 'replication_lag':
    case 'performance':
    case 'noise_floor':
      return null;
  }
}

function withUnit(value: string | null, unit: string): string | null {
  return value === null ? null : `${value} ${unit}`.trim();
}
