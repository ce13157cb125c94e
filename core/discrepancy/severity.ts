import type { Criticality } from '../dataset/schema.ts';
import type { Severity } from './schema.ts';

/** Severity a group starts with. */
export const severityOfCriticality = {
  critical: 'critical',
  high: 'major',
  normal: 'minor',
} as const satisfies Record<Criticality, Severity>;
