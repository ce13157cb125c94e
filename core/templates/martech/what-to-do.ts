import type { Template } from '../template.ts';

/** What is done beside the comparison, and what becomes of what it finds. */
export const whatToDo: Pick<Template, 'workstreams' | 'communications' | 'decommission' | 'rules'> = {
  workstreams: [
    {
      name: 'Content migration',
      description: 'Templates and content blocks, tested in the usual mail programs',
      team: 'CRM and lifecycle',
      phase: 'Journey migration',
    },
    {
      name: 'Data cleansing',
      description: 'Hard bounces, doubles, fields without use',
      team: 'Marketing operations',
      phase: 'Foundation',
    },
    {
      name: 'Data synchronization',
      description: 'Contacts, consent and events kept in step both ways, with which side wins and how late',
      team: 'Marketing operations',
      phase: 'Foundation',
    },
    {
      name: 'Integration rewiring',
      description: 'Events, forms, sales, ad platforms',
      team: 'Marketing operations',
      phase: 'Parallel sending',
    },
    {
      name: 'Warm-up',
      description: 'By provider, most active first, a plan by day',
      team: 'Deliverability',
      phase: 'Parallel sending',
    },
    { name: 'Reports rebuilt', description: 'Same definitions, new events', team: 'BI', phase: 'Stabilization' },
  ],
  communications: [
    {
      name: 'Change freeze for journeys',
      audience: 'Campaign managers',
      channel: 'Mail',
      due: { phase: 'Parallel sending', at: 'start' },
      team: 'CRM and lifecycle',
    },
    {
      name: 'Which platform for which campaign',
      audience: 'Campaign managers and agencies',
      channel: 'Calendar',
      due: { phase: 'Journey migration', at: 'start', days: -7 },
      team: 'CRM and lifecycle',
    },
    {
      name: 'New processor of personal data',
      audience: 'Data protection officer, contacts via privacy notice',
      channel: 'Notice',
      due: { phase: 'Foundation', at: 'start' },
      team: 'Privacy',
    },
    {
      name: 'Why reports look different',
      audience: 'Marketing leads',
      channel: 'Meeting',
      due: { phase: 'Parallel sending', at: 'end' },
      team: 'BI',
    },
    {
      name: 'The old platform closes',
      audience: 'All users',
      channel: 'Mail',
      due: { phase: 'Decommission', at: 'start' },
      team: 'Marketing operations',
    },
  ],
  decommission: [
    {
      name: 'Archive history and proofs of consent',
      kind: 'data_archived',
      team: 'Privacy',
      description:
        'Sends, clicks, consents; the rest is erased. Proof: the consent of a sample of contacts, read from the archive.',
    },
    {
      name: 'Remove users, keys and agencies',
      kind: 'access_removed',
      team: 'Marketing operations',
      description: 'API keys in forms and apps too. Proof: list of accounts and keys, empty.',
    },
    {
      name: 'End the contract and have data erased',
      kind: 'contract_ended',
      team: 'Finance',
      description: 'Also with processors of the processor. Proof: confirmation of end and of erasure.',
    },
    {
      name: 'Remove double events and contact sync',
      kind: 'replication_removed',
      team: 'Marketing operations',
      description: 'Events go to one platform. Proof: a day’s log without calls to the old one.',
    },
    {
      name: 'Hand over monitoring of delivery',
      kind: 'monitoring_handed_over',
      team: 'Deliverability',
      description: 'Bounces, complaints and silent triggers raise an alert. Proof: a test alert that was answered.',
    },
    {
      name: 'Keep link domains and unsubscribe pages',
      kind: 'other',
      team: 'Deliverability',
      description:
        'Links of old messages work for a year. Proof: a click and an unsubscribe from a message of last year.',
    },
  ],
  rules: [
    {
      name: 'Contact missing in the new platform',
      class: 'missing_in_target',
      action: 'resend',
      team: 'Marketing operations',
      description: 'Sync again; a contact without consent record stays out.',
    },
    {
      name: 'Contact there twice',
      class: 'duplicate_in_target',
      action: 'correct_target',
      team: 'Marketing operations',
      description: 'Merge, and keep the stricter consent.',
    },
    {
      name: 'Contact only in the new platform',
      class: 'extra_in_target',
      action: 'escalate',
      team: 'Privacy',
      description: 'Perhaps erased in the old one: block it until it is explained.',
    },
    {
      name: 'Consent differs',
      class: 'modified',
      action: 'correct_target',
      team: 'Privacy',
      description: 'Until it is explained “no” wins.',
    },
    {
      name: 'Within the sync interval',
      action: 'wait_for_lag',
      team: 'Marketing operations',
      description: 'Read again after the next sync; opt-outs are never excused.',
    },
  ],
};
