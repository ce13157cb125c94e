import type { PlanDocumentInput } from '#core/plan/document.ts';
import { DAY_MS } from '#core/time/units.ts';
import type { Site, TestMigration } from './site.ts';

const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const instant = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** Something in every part of the plan, around today. The administrator enters it. */
export async function fillPlan(site: Site, { slug, id }: TestMigration): Promise<void> {
  const { document } = await site.admin.plan.get.query({ slug });
  await site.admin.plan.replace.mutate({ migrationId: id, document: { ...document, ...content() } });
}

function content(): Partial<PlanDocumentInput> {
  return {
    settings: {
      committedOn: day(60),
      budget: '250000',
      timeBox: { endsOn: day(10), warnDays: 14 },
      hardCutover: { cutOverOn: day(45), reason: 'The contract of the legacy system ends.' },
    },
    teams: [
      { name: 'Payments', validationLayer: 'Payouts and commissions to the cent', lead: 'Ada Lovelace' },
      { name: 'Platform', validationLayer: 'Integrations, response times' },
    ],
    phases: [
      {
        name: 'Shadow',
        goal: 'Both systems say the same',
        plannedFrom: day(-30),
        plannedTo: day(-3),
        entry: ['Agents run against both'],
        exit: ['30 clean days', 'No open critical discrepancy'],
      },
      { name: 'Controlled cutover', goal: 'The pilot moves', plannedFrom: day(-2), plannedTo: day(25) },
      { name: 'Decommission', plannedFrom: day(26), plannedTo: day(60) },
    ],
    responsibilities: [
      { name: 'phase Shadow', accountable: 'Payments', deputy: 'Platform', informed: ['Ada Lovelace'] },
      { name: 'dataset payouts', accountable: 'Ada Lovelace', responsible: ['Payments'] },
    ],
    inventory: [
      { name: 'Monthly payout run', kind: 'workflow', critical: true, team: 'Payments' },
      { name: 'Partner portal', kind: 'integration', description: 'Reads balances every hour', team: 'Platform' },
    ],
    scenarios: [
      { name: 'Refund', description: 'A refund after the payout is booked once', team: 'Payments', validDays: 14 },
      { name: 'Bonus', domain: 'Payouts', team: 'Payments' },
    ],
    cohorts: [
      { name: 'Pilot partners', pilot: true, members: [{ name: 'ACME', priority: 1 }, { name: 'Beta Ltd' }] },
      { name: 'Everybody else', wave: 2, members: [{ name: 'Gamma' }] },
    ],
    attestations: [{ name: 'Understood', statement: 'Variances are understood and accepted', team: 'Payments' }],
    workstreams: [
      { name: 'Content migration', team: 'Platform', dueOn: day(-12), phase: 'Shadow', costPerDay: '400' },
      { name: 'Webhooks', team: 'Platform', dueOn: day(20) },
    ],
    communications: [
      { name: 'We begin', audience: 'Pilot partners', channel: 'E-mail', dueOn: day(-1), team: 'Payments' },
    ],
    decommission: [{ name: 'Archive the ledger', kind: 'data_archived', team: 'Platform' }],
    calendar: [
      { name: 'Year-end freeze', kind: 'freeze', from: instant(15), to: instant(22), reason: 'Books close' },
      { name: 'Patch night', kind: 'maintenance', from: instant(5), to: instant(5.25), reason: 'Database patch' },
      { name: 'Month-end', kind: 'month_end', from: instant(3), to: instant(4) },
    ],
    deferrals: [
      { name: 'Coupons', kind: 'deferred', value: '12000', team: 'Platform', untilOn: day(90) },
      { name: 'Old statements', kind: 'validation_skipped', reason: 'Nobody asked for them in three years' },
    ],
    ramp: [
      { name: 'Shadow', percent: 0, soakDays: 28 },
      { name: 'Tenth', percent: 10, reads: 'target', soakDays: 14, guards: ['Error rate under 0.1 %'] },
      { name: 'All', percent: 100, reads: 'target', writes: 'target', soakDays: 7 },
    ],
    triggers: [{ name: 'Errors', metric: 'error_rate', above: '0.01' }],
    rules: [{ name: 'Late rows', class: 'missing_in_target', dataset: 'payouts', action: 'wait_for_lag' }],
    costs: [
      { name: 'Legacy licences', kind: 'licence', amount: '12000', per: 'month' },
      { name: 'Second run team', kind: 'people', amount: '4500.50', per: 'week' },
    ],
  };
}
