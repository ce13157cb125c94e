import type { Template } from '../template.ts';

/** What is done beside the comparison, and what becomes of what it finds. */
export const whatToDo: Pick<Template, 'workstreams' | 'communications' | 'decommission' | 'rules'> = {
  workstreams: [
    {
      name: 'Identity clean-up',
      description: 'Doubles merged, doubtful ones decided by people',
      team: 'Records management',
      phase: 'Trial migration',
    },
    {
      name: 'Code mapping',
      description: 'By code system and version, reviewed',
      team: 'Integration',
      phase: 'Validation plan',
    },
    {
      name: 'Interface rewiring',
      description: 'Each with its own test and date',
      team: 'Integration',
      phase: 'Continuous audit',
    },
    {
      name: 'Training and certification',
      description: 'Before the first sign-in',
      team: 'Records owners',
      phase: 'Continuous audit',
    },
    {
      name: 'Validation documents',
      description: 'Plan, evidence, report, kept with the records',
      team: 'Compliance and audit',
      phase: 'Continuous audit',
    },
  ],
  communications: [
    {
      name: 'Method, dates and safeguards',
      audience: 'Regulator',
      channel: 'Letter',
      due: { phase: 'Validation plan', at: 'start' },
      team: 'Compliance and audit',
    },
    {
      name: 'What changes in your daily work',
      audience: 'Professionals',
      channel: 'Meeting by site',
      due: { phase: 'Continuous audit', at: 'start' },
      team: 'Records owners',
    },
    {
      name: 'Downtime procedure',
      audience: 'All sites',
      channel: 'Exercise and card',
      due: { phase: 'Pilot site', at: 'start', days: -14 },
      team: 'Service operations',
    },
    {
      name: 'Where your records are, and your rights',
      audience: 'Persons concerned',
      channel: 'Notice',
      due: { phase: 'Rollout', at: 'start', days: -14 },
      team: 'Security and privacy',
    },
    {
      name: 'Result of the pilot',
      audience: 'Governing body',
      channel: 'Report',
      due: { phase: 'Pilot site', at: 'end' },
      team: 'Compliance and audit',
    },
    {
      name: 'The old system can only be read',
      audience: 'All users',
      channel: 'Mail',
      due: { phase: 'Decommission', at: 'start', days: -14 },
      team: 'Service operations',
    },
  ],
  decommission: [
    {
      name: 'Archive records with their access trail',
      kind: 'data_archived',
      team: 'Records management',
      description:
        'In an open format, for the whole retention period. Proof: a record with its trail, produced from the archive alone.',
    },
    {
      name: 'Remove all access',
      kind: 'access_removed',
      team: 'Security and privacy',
      description: 'Emergency and vendor accounts too. Proof: list of accounts, empty, reviewed by audit.',
    },
    {
      name: 'End contracts and data processing agreements',
      kind: 'contract_ended',
      team: 'Compliance and audit',
      description: 'With return and erasure of data. Proof: confirmations of end and of erasure.',
    },
    {
      name: 'Remove replication and test copies',
      kind: 'replication_removed',
      team: 'Integration',
      description: 'Every copy made for the migration. Proof: register of copies, each with its date of deletion.',
    },
    {
      name: 'Hand over monitoring and audit review',
      kind: 'monitoring_handed_over',
      team: 'Service operations',
      description:
        'Silent interfaces and odd accesses raise an alert. Proof: a test alert of each kind that was answered.',
    },
    {
      name: 'Destroy media',
      kind: 'other',
      team: 'Security and privacy',
      description: 'Disks, tapes, backups at third parties. Proof: certificate of destruction, by serial number.',
    },
  ],
  rules: [
    {
      name: 'Record missing in the new system',
      class: 'missing_in_target',
      action: 'resend',
      team: 'Integration',
      description: 'Transfer it again with its provenance; report it if somebody worked without it.',
    },
    {
      name: 'Record there twice',
      class: 'duplicate_in_target',
      action: 'correct_target',
      team: 'Records management',
      description: 'Mark the later one as entered in error; delete nothing.',
    },
    {
      name: 'Record only in the new system',
      class: 'extra_in_target',
      action: 'escalate',
      team: 'Records management',
      description: 'Deleted by rule in the old one, or with the wrong person: stop and look.',
    },
    {
      name: 'Content differs',
      class: 'modified',
      action: 'escalate',
      team: 'Records owners',
      description: 'A professional says whether the meaning changed before anything is corrected.',
    },
    {
      name: 'Within the transfer interval',
      action: 'wait_for_lag',
      team: 'Integration',
      description: 'Read again after the interval; then it counts.',
    },
  ],
};
