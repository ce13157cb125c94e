import type { Role, Scope } from '#core/permissions.ts';

export const roleWords = {
  lead: { name: 'Migration lead', may: 'plans, invites people, sets the criteria' },
  engineer: { name: 'Engineer', may: 'sorts discrepancies, connects agents' },
  finance: { name: 'Finance', may: 'reads evidence and values' },
  bi: { name: 'BI', may: 'reads evidence and values' },
  stakeholder: { name: 'Stakeholder', may: 'reads verdict and evidence, no row values' },
  auditor: { name: 'Auditor', may: 'reads everything, the audit trail included' },
} as const satisfies Record<Role, { name: string; may: string }>;

export const scopeWords = {
  ingest: { name: 'Ingest', may: 'push runs, metrics and heartbeats' },
  control: { name: 'Control', may: 'fetch what to check' },
  plan: { name: 'Plan', may: 'declare datasets and checks' },
  read: { name: 'Read', may: 'read verdict and evidence' },
  gate: { name: 'Gate', may: 'ask from CI whether to go on' },
} as const satisfies Record<Scope, { name: string; may: string }>;
