import type { Template } from '../template.ts';

/** What is done beside the comparison, and what becomes of what it finds. */
export const whatToDo: Pick<Template, 'workstreams' | 'communications' | 'decommission' | 'rules'> = {
  workstreams: [
    {
      name: 'Master data cleansing',
      description: 'Customers, suppliers, items: doubles merged, dead ones blocked',
      team: 'Supply chain',
      phase: 'Data readiness',
    },
    {
      name: 'Interface rewiring',
      description: 'Banks, EDI, warehouse, tax',
      team: 'ERP competence centre',
      phase: 'Parallel close',
    },
    { name: 'Reports rebuilt', description: 'Same figures, new source', team: 'Controlling', phase: 'Parallel close' },
    {
      name: 'Training by role',
      description: 'On the trainee’s own transactions',
      team: 'ERP competence centre',
      phase: 'Cutover',
    },
    {
      name: 'Authorisations',
      description: 'Roles tested by those who will hold them',
      team: 'ERP competence centre',
      phase: 'Parallel close',
    },
  ],
  communications: [
    {
      name: 'Close calendar of the parallel run',
      audience: 'Accounting',
      channel: 'Meeting',
      due: { phase: 'Parallel close', at: 'start', days: -7 },
      team: 'Finance',
    },
    {
      name: 'Method of the migration',
      audience: 'External auditors',
      channel: 'Letter and meeting',
      due: { phase: 'Parallel close', at: 'start' },
      team: 'Finance',
    },
    {
      name: 'New bank details and invoice formats',
      audience: 'Customers and suppliers',
      channel: 'Letter',
      due: { phase: 'Cutover', at: 'start', days: -14 },
      team: 'Order to cash',
    },
    {
      name: 'Last day for orders and postings',
      audience: 'All users',
      channel: 'Mail',
      due: { phase: 'Cutover', at: 'start', days: -7 },
      team: 'ERP competence centre',
    },
    {
      name: 'Where to get help',
      audience: 'All users',
      channel: 'Intranet and floor walkers',
      due: { phase: 'Hypercare', at: 'start' },
      team: 'ERP competence centre',
    },
    {
      name: 'The old ERP is read-only, then gone',
      audience: 'All users',
      channel: 'Mail',
      due: { phase: 'Decommission', at: 'start', days: -14 },
      team: 'ERP competence centre',
    },
  ],
  decommission: [
    {
      name: 'Archive books and documents',
      kind: 'data_archived',
      team: 'Finance',
      description:
        'For the whole retention period, readable for auditors. Proof: a document of the oldest year with its postings.',
    },
    {
      name: 'Remove users and technical accounts',
      kind: 'access_removed',
      team: 'ERP competence centre',
      description: 'All but the auditors’ read-only access. Proof: list of accounts.',
    },
    {
      name: 'End licences, maintenance and hosting',
      kind: 'contract_ended',
      team: 'Finance',
      description: 'Third-party add-ons too. Proof: confirmations with the dates of the end.',
    },
    {
      name: 'Remove double posting and copy jobs',
      kind: 'replication_removed',
      team: 'ERP competence centre',
      description: 'Everything that fed both. Proof: job list, empty, and a week’s log.',
    },
    {
      name: 'Hand over monitoring of jobs and interfaces',
      kind: 'monitoring_handed_over',
      team: 'ERP competence centre',
      description: 'Failed postings and files raise an alert. Proof: a test alert that was answered.',
    },
    {
      name: 'Close old periods for good',
      kind: 'other',
      team: 'Finance',
      description: 'No posting is possible any more. Proof: period table, and a refused posting.',
    },
  ],
  rules: [
    {
      name: 'Posting missing in the new ERP',
      class: 'missing_in_target',
      action: 'resend',
      team: 'ERP competence centre',
      description: 'Transfer the document again under its own number.',
    },
    {
      name: 'Posted twice',
      class: 'duplicate_in_target',
      action: 'correct_target',
      team: 'Finance',
      description: 'Reverse the later document; never delete.',
    },
    {
      name: 'Posting only in the new ERP',
      class: 'extra_in_target',
      action: 'escalate',
      team: 'Finance',
      description: 'Somebody posted by hand: explain, then reverse or accept.',
    },
    {
      name: 'Amount differs',
      class: 'modified',
      action: 'escalate',
      team: 'Finance',
      description: 'Rounding, exchange rate, tax code or mapping: name the cause, correct the target.',
    },
    {
      name: 'Timing across the period end',
      action: 'wait_for_lag',
      team: 'Finance',
      description: 'Documents of the last minutes are read again after the close job.',
    },
  ],
};
