import type { PlanDocument, PlanDocumentInput } from '#core/plan/document.ts';
import { addDays } from '#core/time/day.ts';

/**
 * What the lead of the demo has planned beside datasets and criteria, as seen on the day of the first start: the parallel run is half over.
 * What is there already stays.
 */
export function withDemoPlan(document: PlanDocument, today: string): PlanDocumentInput {
  const on = (days: number) => addDays(today, days);
  return {
    ...document,
    settings: {
      ...document.settings,
      committedOn: on(42),
      timeBox: { endsOn: on(70), warnDays: 21 },
      budget: '240000.00',
    },
    teams: [
      { name: 'Partner management', validationLayer: 'Partners and their terms' },
      { name: 'Integrations', validationLayer: 'Links, clicks, registrations' },
      { name: 'Platform', validationLayer: 'Deposits and commissions, speed' },
      { name: 'Finance', validationLayer: 'Payouts to the cent' },
    ],
    phases: [
      {
        name: 'Parallel validation',
        goal: 'Both systems run, and every difference has a name.',
        plannedFrom: on(-28),
        plannedTo: on(14),
        exit: ['Variances are understood and accepted', '30 days without a critical discrepancy'],
      },
      {
        name: 'Controlled cutover',
        goal: 'Partners move one by one, the largest first.',
        plannedFrom: on(15),
        plannedTo: on(42),
        exit: ['Top-priority partners are validated'],
      },
      {
        name: 'Stabilization',
        goal: 'The new system alone, the old one to look at.',
        plannedFrom: on(43),
        plannedTo: on(70),
        exit: ['Reporting and payouts are stable'],
      },
    ],
    responsibilities: [
      { name: 'phase Parallel validation', accountable: 'Platform', deputy: 'Finance', consulted: ['Integrations'] },
      { name: 'phase Controlled cutover', accountable: 'Partner management', deputy: 'Platform' },
      { name: 'phase Stabilization', accountable: 'Finance', deputy: 'Platform' },
    ],
    costs: [
      { name: 'Legacy licence and support', kind: 'licence', amount: '9500.00', per: 'month' },
      { name: 'Infrastructure of both systems', kind: 'infrastructure', amount: '4200.00', per: 'month' },
      { name: 'People on the parallel run', kind: 'people', amount: '11000.00', per: 'week' },
      { name: 'Contingency for four weeks more', kind: 'contingency', amount: '55000.00', per: 'once' },
    ],
  };
}
