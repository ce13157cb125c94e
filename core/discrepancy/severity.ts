import type { Criticality } from '../dataset/schema.ts';

/** Worst first. Beside the schema: a page that imports this list does not load zod with it. */
export const severities = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];

export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}

/** Severity a group starts with. */
export const severityOfCriticality = {
  critical: 'critical',
  high: 'major',
  normal: 'minor',
} as const satisfies Record<Criticality, Severity>;
