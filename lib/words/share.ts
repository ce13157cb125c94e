import type { SharePage } from '#core/permissions.ts';

export const sharePageWords = {
  go_no_go: { name: 'Go / no-go', shows: 'the verdict, what stands in the way, criteria and clean days' },
  criteria: { name: 'Criteria', shows: 'each criterion with its value and outcome' },
  plan: { name: 'Plan', shows: 'the whole plan, with budget, costs and names of owners' },
} as const satisfies Record<SharePage, { name: string; shows: string }>;
