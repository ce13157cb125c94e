import type { Standing } from '#core/mark/progress.ts';
import type { PlanItem, PlanPart } from '#core/part/plan-parts.ts';
import type { PhaseState } from '#core/phase/phase-states.ts';
import type { StatusWords } from '../ui/status.tsx';

export const inventoryKindWords = {
  workflow: 'workflow',
  integration: 'integration',
  report: 'report',
  interface_contract: 'interface contract',
} as const satisfies Record<PlanItem<'inventory'>['kind'], string>;

export const decommissionKindWords = {
  data_archived: 'data archived',
  access_removed: 'access removed',
  contract_ended: 'contract ended',
  replication_removed: 'replication removed',
  monitoring_handed_over: 'monitoring handed over',
  other: 'other',
} as const satisfies Record<PlanItem<'decommission'>['kind'], string>;

export const calendarKindWords = {
  freeze: 'freeze',
  maintenance: 'maintenance',
  month_end: 'month-end',
  holiday: 'holiday',
} as const satisfies Record<PlanItem<'calendar'>['kind'], string>;

export const deferralKindWords = {
  out_of_scope: 'out of scope',
  deferred: 'deferred',
  validation_skipped: 'validation skipped',
} as const satisfies Record<PlanItem<'deferrals'>['kind'], string>;

export const authorityWords = { legacy: 'legacy', target: 'target' } as const satisfies Record<
  PlanItem<'ramp'>['reads'],
  string
>;

export const triggerMetricWords = {
  error_rate: 'error rate',
  failed_transactions: 'failed transactions',
  response_time: 'response time',
  replication_lag: 'replication lag',
} as const satisfies Record<PlanItem<'triggers'>['metric'], string>;

export const differenceWords = {
  modified: 'modified',
  missing_in_target: 'missing in target',
  extra_in_target: 'extra in target',
  duplicate_in_target: 'duplicate in target',
} as const satisfies Record<NonNullable<PlanItem<'rules'>['class']>, string>;

export const ruleActionWords = {
  correct_target: 'correct the target',
  resend: 'send again',
  wait_for_lag: 'wait for the lag',
  escalate: 'escalate',
  accept: 'accept',
} as const satisfies Record<PlanItem<'rules'>['action'], string>;

export const costKindWords = {
  licence: 'licence',
  infrastructure: 'infrastructure',
  people: 'people',
  integration: 'integration',
  content: 'content',
  productivity: 'productivity',
  contingency: 'contingency',
} as const satisfies Record<PlanItem<'costs'>['kind'], string>;

export const perWords = { day: 'day', week: 'week', month: 'month', once: 'once' } as const satisfies Record<
  PlanItem<'costs'>['per'],
  string
>;

/** "Add a phase", "Add an item" */
export const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

/** What one item of a part is called. */
export const partNouns = {
  teams: 'team',
  phases: 'phase',
  responsibilities: 'responsibility',
  inventory: 'item',
  scenarios: 'scenario',
  cohorts: 'cohort',
  attestations: 'attestation',
  workstreams: 'workstream',
  communications: 'message',
  decommission: 'step',
  calendar: 'entry',
  blackouts: 'window',
  deferrals: 'deferral',
  ramp: 'stage',
  triggers: 'trigger',
  rules: 'rule',
  costs: 'line',
} as const satisfies Record<PlanPart, string>;

const done = (word: string): StatusWords => ({ word, shape: 'check', tone: 'go' });
const bad = (word: string): StatusWords => ({ word, shape: 'diamond', tone: 'no' });
const open = (word: string): StatusWords => ({ word, shape: 'dotted', tone: 'unk' });
const underWay = (word: string): StatusWords => ({ word, shape: 'half', tone: 'unk' });
const warns = (word: string): StatusWords => ({ word, shape: 'triangle', tone: 'cond' });

/** Every mark there is. */
export const markWords: Readonly<Record<string, StatusWords>> = {
  documented: done('Documented'),
  not_documented: open('Not documented'),
  passed: done('Passed'),
  failed: bad('Failed'),
  skipped: open('Skipped'),
  validated: done('Validated'),
  in_progress: underWay('In progress'),
  attested: done('Attested'),
  withdrawn: open('Withdrawn'),
  slipped: warns('Slipped'),
  done: done('Done'),
  reopened: open('Open again'),
  approved: done('Approved'),
};

/** How an item stands of which the mark alone does not tell. */
export const standingWords = {
  open: open('Open'),
  outdated: { word: 'Outdated', shape: 'clock', tone: 'unk' },
} as const satisfies Partial<Record<Standing, StatusWords>>;

export const phaseWords = {
  left: done('Left'),
  current: underWay('Under way'),
  ahead: open('Ahead'),
} as const satisfies Record<PhaseState['state'], StatusWords>;

export const lateWords = { late: warns('Late'), over: bad('Over'), near: warns('Near') } as const;

/** What approval of a maintenance window has come to. */
export const approvalWords = {
  missing: open('Not approved'),
  approved: done('Approved'),
  changed: warns('Changed since'),
} as const;

/** A mark within a sentence. */
export const markWord = (status: string): string => (markWords[status]?.word ?? status).toLowerCase();
