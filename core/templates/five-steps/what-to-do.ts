import type { Template } from '../template.ts';

/** What is done beside the comparison, and what becomes of what it finds. */
export const whatToDo: Pick<Template, 'workstreams' | 'communications' | 'decommission' | 'rules'> = {
  workstreams: [
    {
      name: 'Data synchronisation',
      description: 'From the legacy system to the target, with its lag measured',
      team: 'Engineering',
      phase: 'Prepare',
    },
    {
      name: 'Integration rewiring',
      description: 'Each interface connected to the target and tested',
      team: 'Engineering',
      phase: 'Execute',
    },
    { name: 'Training', description: 'Each role on its own work', team: 'Business', phase: 'Execute' },
    {
      name: 'Operations handbook',
      description: 'Start, stop, restore, whom to call',
      team: 'Operations',
      phase: 'Prepare',
    },
  ],
  communications: [
    {
      name: 'Why we migrate, and what to expect',
      audience: 'All users',
      channel: 'Meeting and mail',
      due: { phase: 'Plan', at: 'start' },
      team: 'Business',
    },
    {
      name: 'Both systems run side by side from now on',
      audience: 'All users',
      channel: 'Mail',
      due: { phase: 'Execute', at: 'start', days: -3 },
      team: 'Operations',
    },
    {
      name: 'Weekly state of the parallel run',
      audience: 'Sponsor and team leads',
      channel: 'Link to the go / no-go page',
      due: { phase: 'Execute', at: 'start', days: 7 },
      team: 'Operations',
    },
    {
      name: 'Date of the move, and what to do on it',
      audience: 'All users',
      channel: 'Mail',
      due: { phase: 'Decide', at: 'start' },
      team: 'Business',
    },
    {
      name: 'The legacy system is switched off',
      audience: 'All users and partners',
      channel: 'Mail',
      due: { phase: 'Decommission', at: 'start' },
      team: 'Operations',
    },
  ],
  decommission: [
    {
      name: 'Archive the data',
      kind: 'data_archived',
      team: 'Operations',
      description:
        'In a form that outlives the system, for as long as the law demands. Proof: a record of each kind, read from the archive.',
    },
    {
      name: 'Remove access',
      kind: 'access_removed',
      team: 'Operations',
      description: 'Accounts of persons and programs, certificates, firewall rules. Proof: list of accounts, empty.',
    },
    {
      name: 'End contracts and licences',
      kind: 'contract_ended',
      team: 'Finance',
      description: 'Licence, support, hosting. Proof: confirmations with the dates of the end.',
    },
    {
      name: 'Remove synchronisation scripts',
      kind: 'replication_removed',
      team: 'Engineering',
      description:
        'Everything that was made for the parallel run only. Proof: the commit, and a week’s log without them.',
    },
    {
      name: 'Hand over monitoring',
      kind: 'monitoring_handed_over',
      team: 'Operations',
      description: 'The target’s alerts reach who is on call. Proof: a test alert that was answered.',
    },
    {
      name: 'Dispose of hardware and backups',
      kind: 'other',
      team: 'Operations',
      description: 'Disks and tapes are wiped. Proof: the certificate of destruction.',
    },
  ],
  rules: [
    {
      name: 'Missing in the target',
      class: 'missing_in_target',
      action: 'resend',
      team: 'Engineering',
      description: 'Send it again, and find out why it was lost.',
    },
    {
      name: 'Only in the target',
      class: 'extra_in_target',
      action: 'escalate',
      team: 'Engineering',
      description: 'Find out where it came from before it is removed.',
    },
    {
      name: 'Twice in the target',
      class: 'duplicate_in_target',
      action: 'correct_target',
      team: 'Engineering',
      description: 'Remove the later one, make the transfer idempotent.',
    },
    {
      name: 'Value differs',
      class: 'modified',
      action: 'correct_target',
      team: 'Engineering',
      description: 'Correct mapping or logic in the target and transfer again.',
    },
    {
      name: 'Younger than the lag limit',
      action: 'wait_for_lag',
      team: 'Operations',
      description: 'Read again after the lag; it counts once it is older.',
    },
  ],
};
