import type { Template } from '../template.ts';

/** What is done beside the comparison, and what becomes of what it finds. */
export const whatToDo: Pick<Template, 'workstreams' | 'communications' | 'decommission' | 'rules'> = {
  workstreams: [
    {
      name: 'Data cleansing',
      description: 'Customers, addresses, dead mandates, accounts without owner',
      team: 'Retail operations',
      phase: 'Rehearsals',
    },
    {
      name: 'Channel and card integration',
      description: 'Routing by account, so that waves are possible',
      team: 'Core platform',
      phase: 'Parallel run',
    },
    {
      name: 'Regulatory reports',
      description: 'New sources for each figure',
      team: 'Risk and compliance',
      phase: 'Parallel run',
    },
    {
      name: 'Staff training',
      description: 'Branch by branch, before its wave',
      team: 'Retail operations',
      phase: 'Migration waves',
    },
    {
      name: 'Terms and letters',
      description: 'Legal notice periods to customers',
      team: 'Risk and compliance',
      phase: 'Parallel run',
    },
  ],
  communications: [
    {
      name: 'Method and dates',
      audience: 'Supervisor',
      channel: 'Letter',
      due: { phase: 'Product mapping', at: 'start', days: 14 },
      team: 'Risk and compliance',
    },
    {
      name: 'What changes for you',
      audience: 'Customers',
      channel: 'Letter and online mailbox',
      due: { phase: 'Pilot branch', at: 'start', days: -14 },
      team: 'Retail operations',
    },
    {
      name: 'Weekend without online banking',
      audience: 'Customers of the wave',
      channel: 'Mail, app and branch',
      due: { phase: 'Migration waves', at: 'start', days: -7 },
      team: 'Retail operations',
    },
    {
      name: 'What to say at the counter',
      audience: 'Branch staff',
      channel: 'Briefing',
      due: { phase: 'Pilot branch', at: 'start', days: -7 },
      team: 'Retail operations',
    },
    {
      name: 'Cut-off times of the weekend',
      audience: 'Payment schemes and card processor',
      channel: 'Operations desk',
      due: { phase: 'Pilot branch', at: 'start', days: -10 },
      team: 'Payments',
    },
    {
      name: 'Result of the quarter-end',
      audience: 'Board and internal audit',
      channel: 'Report',
      due: { phase: 'Stabilization', at: 'end' },
      team: 'Finance',
    },
  ],
  decommission: [
    {
      name: 'Archive accounts, postings and documents',
      kind: 'data_archived',
      team: 'Risk and compliance',
      description: 'For the legal period, unalterable. Proof: an account of the oldest year, read from the archive.',
    },
    {
      name: 'Remove users and service accounts',
      kind: 'access_removed',
      team: 'Core platform',
      description: 'Emergency accounts too. Proof: list of accounts, empty, seen by internal audit.',
    },
    {
      name: 'End licence, mainframe and support',
      kind: 'contract_ended',
      team: 'Finance',
      description: 'Outsourcing register is updated. Proof: confirmations with the dates of the end.',
    },
    {
      name: 'Remove replication and coexistence routing',
      kind: 'replication_removed',
      team: 'Core platform',
      description:
        'Change capture, mirrored postings, routing by account. Proof: configuration without them, and a week’s log.',
    },
    {
      name: 'Hand over monitoring of the end of day',
      kind: 'monitoring_handed_over',
      team: 'Core platform',
      description: 'Alarms reach who is on duty at night. Proof: a test alert that was answered.',
    },
    {
      name: 'Destroy keys and media',
      kind: 'other',
      team: 'Core platform',
      description: 'Encryption keys, tapes, disks. Proof: record signed by two people.',
    },
  ],
  rules: [
    {
      name: 'Posting missing in the new core',
      class: 'missing_in_target',
      action: 'resend',
      team: 'Core platform',
      description: 'Send it again under its own reference; it books once.',
    },
    {
      name: 'Posted twice',
      class: 'duplicate_in_target',
      action: 'correct_target',
      team: 'Payments',
      description: 'Reverse with a reference to the original; customers see both lines.',
    },
    {
      name: 'Posting only in the new core',
      class: 'extra_in_target',
      action: 'escalate',
      team: 'Finance',
      description: 'Money that came from nowhere: stop the wave until it is explained.',
    },
    {
      name: 'Balance or interest differs',
      class: 'modified',
      action: 'escalate',
      team: 'Finance',
      description: 'Day count, rounding, rate or value date: name the rule, correct the target.',
    },
    {
      name: 'Within the replication lag',
      action: 'wait_for_lag',
      team: 'Core platform',
      description: 'Read again after the lag; after the end of day nothing is excused.',
    },
  ],
};
