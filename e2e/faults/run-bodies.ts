import type { RunInput } from '#core/run/schema.ts';
import { HOUR_MS } from '#core/time/units.ts';
import type { Random } from '#server/testing/random.ts';
import type { envelope } from './run-envelope.ts';

type Kinds = RunInput['kind'];
export type SimpleKind = Exclude<Kinds, 'field_level' | 'noise_floor'>;
type Body<K extends Kinds> = K extends Kinds
  ? Omit<
      Extract<RunInput, { kind: K }>,
      Exclude<keyof ReturnType<typeof envelope>, 'window'> | 'checkId' | 'window'
    > & {
      window?: Extract<RunInput, { kind: K }>['window'];
    }
  : never;

/** What a check of this kind found: all is well, or something is wrong. */
export function bodyOf(random: Random, kind: SimpleKind, at: Date): Body<SimpleKind> & { window: RunInput['window'] } {
  const wrong = random.int(3) === 0;
  return { window: kind === 'performance' ? hourBefore(at) : null, ...found(random, kind, wrong, at) };
}

function hourBefore(at: Date): { from: string; to: string } {
  return { from: new Date(at.getTime() - HOUR_MS).toISOString(), to: at.toISOString() };
}

function found(random: Random, kind: SimpleKind, wrong: boolean, at: Date): Body<SimpleKind> {
  switch (kind) {
    case 'record_count': {
      const legacy = random.pick([100, 100, 100, 100, 60, 30]);
      return { kind, counts: { legacy, target: wrong ? legacy - random.int(3) : legacy } };
    }
    case 'checksum':
      return { kind, segmentsCompared: 10, checksums: wrong ? [{ segment: 's1', legacy: 'a', target: 'b' }] : [] };
    case 'aggregate': {
      const target = wrong ? '12.31' : '12.30';
      return { kind, aggregates: [{ name: 'sum', keys: { month: '2' }, legacy: '12.30', target, unit: 'EUR' }] };
    }
    case 'schema': {
      const column = random.pick(['amount', 'status']);
      const item = { item: 'type_changed' as const, column, legacy: 'int', target: 'text' };
      return { kind, items: wrong ? [item] : [], columnsCompared: 4 };
    }
    case 'event_order': {
      const violation = { kind: 'missing' as const, partition: 'p', expected: '7', actual: null };
      const violations = wrong ? [{ ...violation, observedAt: at.toISOString() }] : [];
      return { kind, events: 100, violations, violationCount: violations.length };
    }
    case 'replication_lag':
      return { kind, lag: { p50Ms: 10, p95Ms: 20 + random.int(50), maxMs: 100, samples: 60 } };
    case 'performance': {
      const slow = wrong ? 20 : 1;
      const latency = [
        { upToMs: '100', count: 100 - slow },
        { upToMs: '900', count: slow },
      ];
      const side = { requests: 100, errors: random.int(3), failedTransactions: 0, latency };
      return { kind, legacy: side, target: side };
    }
    case 'scenario': {
      const result = wrong ? ('failed' as const) : ('passed' as const);
      return {
        kind,
        scenarios: [
          { name: 'pay out', result },
          { name: 'refund', result: 'passed' },
        ],
      };
    }
  }
}
