import { DAY_MS, HOUR_MS } from '../time/units.ts';
import type { Template } from './template.ts';

/** A quarter of the interval is the usual patience. */
const every = (everyMs: number) => ({ everyMs, graceMs: everyMs / 4 });
export const hourly = every(HOUR_MS);
export const daily = every(DAY_MS);
export const weekly = every(7 * DAY_MS);

/** Counts hourly, fields daily, checksums weekly, and the schema daily: a column that appears is seen before it is missed. */
export const usualChecks: Template['checks'] = [
  { kind: 'record_count', schedule: hourly },
  { kind: 'field_level', schedule: daily },
  { kind: 'checksum', schedule: weekly },
  { kind: 'schema', schedule: daily },
];

/** Hard limits that lead back to legacy. */
export const usualTriggers: Template['triggers'] = [
  { name: 'Too many errors', metric: 'error_rate', above: '0.015' },
  { name: 'Failed transactions', metric: 'failed_transactions', above: '0.005' },
  { name: 'Slower than promised', metric: 'response_time', above: '0.2' },
];

/** What cannot be judged yet: listed so that nobody forgets it. It becomes a criterion when the part it rests on is there. */
export function criteriaToCome(
  { finance, platform }: { finance: string; platform: string },
  gates: { variances: string[]; traffic: string[] },
): Template['criteria'] {
  return [
    {
      key: 'unexplained-variance',
      metric: 'unexplained_variance',
      comparator: 'lte',
      threshold: '0',
      ownerTeam: finance,
      gates: gates.variances,
    },
    {
      key: 'sign-offs',
      metric: 'sign_offs',
      comparator: 'gte',
      threshold: '1',
      ownerTeam: finance,
      gates: gates.variances,
    },
    {
      key: 'kill-switch-drilled',
      metric: 'kill_switch_drilled',
      comparator: 'lte',
      threshold: '30',
      ownerTeam: platform,
      gates: gates.traffic,
    },
    {
      key: 'kill-switch-armed',
      metric: 'kill_switch_armed',
      comparator: 'gte',
      threshold: '1',
      ownerTeam: platform,
      gates: gates.traffic,
    },
  ];
}

/** The lines a parallel run costs, in the order of most budgets. Amounts are each company's own: 0 until they are entered. */
export function costLines(notes: {
  legacyLicence: string;
  targetLicence: string;
  infrastructure: string;
  people: string;
  integration: string;
  content?: string;
  productivity: string;
}): Template['costs'] {
  const line = (
    name: string,
    kind: Template['costs'][number]['kind'],
    per: Template['costs'][number]['per'],
    note: string,
  ) => ({ name, kind, amount: '0', per, note: `To be entered: ${note}` });
  return [
    line('Legacy licence and support', 'licence', 'month', notes.legacyLicence),
    line('Target licence', 'licence', 'month', notes.targetLicence),
    line('Infrastructure of both systems', 'infrastructure', 'month', notes.infrastructure),
    line('People on the parallel run', 'people', 'week', notes.people),
    line('Integration work', 'integration', 'once', notes.integration),
    ...(notes.content === undefined ? [] : [line('Content and set-up work', 'content', 'once', notes.content)]),
    line('Double work of users', 'productivity', 'week', notes.productivity),
    line(
      'Contingency for an extension',
      'contingency',
      'once',
      'what the same time again would cost; plan for three months, budget for six',
    ),
  ];
}
