import type { SharePage } from '#core/permissions.ts';

export const sharePageWords = {
  go_no_go: { name: 'Go / no-go', shows: 'the verdict, what stands in the way, criteria and clean days' },
  criteria: { name: 'Criteria', shows: 'each criterion with its value and outcome' },
  plan: { name: 'Plan', shows: 'phases with their days, workstreams and windows by name; no costs, no owners' },
} as const satisfies Record<SharePage, { name: string; shows: string }>;
