import type { PlanItems } from '#core/part/plan-parts.ts';
import type { PlanDocument } from '#core/plan/document.ts';
import type { EditedPart } from './part-fields.ts';

type Samples = { [P in Exclude<EditedPart, 'settings'>]: PlanItems[P][number] } & {
  settings: Pick<PlanDocument['settings'], 'committedOn' | 'budget' | 'timeBox' | 'hardCutover'>;
};

/** One item of every part in which every field says something. */
export const settledParts: Samples = {
  teams: { name: 'Finance', lead: 'Ada', validationLayer: 'Payouts to the cent' },
  phases: {
    name: 'Shadow',
    goal: 'Same numbers',
    plannedFrom: '2026-11-01',
    plannedTo: '2026-11-28',
    entry: ['Agents run', 'Keys are handed out'],
    exit: ['30 clean days'],
  },
  inventory: { name: 'Payout run', kind: 'report', description: 'Monthly', critical: true, team: 'Finance' },
  scenarios: { name: 'Refund', description: 'Refund after payout', domain: 'Payouts', team: 'Finance', validDays: 14 },
  cohorts: {
    name: 'Pilot',
    wave: 2,
    pilot: true,
    description: 'Friendly partners',
    members: [{ name: 'ACME, Inc.', priority: 1 }],
  },
  attestations: { name: 'Understood', statement: 'Variances are understood', team: 'Finance', validDays: 30 },
  workstreams: {
    name: 'Content',
    description: 'Move pages',
    team: 'Finance',
    dueOn: '2026-12-01',
    phase: 'Shadow',
    costPerDay: '400.50',
  },
  communications: { name: 'We begin', audience: 'Partners', channel: 'E-mail', dueOn: '2026-12-01', team: 'Finance' },
  decommission: { name: 'Archive', kind: 'access_removed', description: 'Ten years', team: 'Finance' },
  calendar: {
    name: 'Year end',
    kind: 'maintenance',
    from: '2026-12-31T19:00:00.000Z',
    to: '2027-01-01T11:00:00.000Z',
    reason: 'Books close',
  },
  deferrals: {
    name: 'Coupons',
    kind: 'deferred',
    value: '12000',
    reason: 'Rarely used',
    team: 'Finance',
    untilOn: '2027-02-01',
  },
  ramp: { name: '10 %', percent: 10, reads: 'target', writes: 'target', soakDays: 14, guards: ['Errors under 0.1 %'] },
  triggers: { name: 'Errors', metric: 'response_time', above: '0.01', minimumEvents: 500, windowMinutes: 10 },
  rules: {
    name: 'Late rows',
    class: 'extra_in_target',
    dataset: 'payouts',
    field: 'amount',
    action: 'escalate',
    description: 'Ask',
    team: 'Finance',
    expiresOn: '2027-01-01',
  },
  costs: { name: 'Licences', kind: 'people', amount: '12000.00', per: 'month', note: 'Legacy' },
  settings: {
    committedOn: '2026-12-05',
    budget: '250000',
    timeBox: { endsOn: '2026-12-20', warnDays: 7 },
    hardCutover: { cutOverOn: '2026-12-31', reason: 'The contract ends' },
  },
};
