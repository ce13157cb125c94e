import type { Template } from '../template.ts';

/** What is done beside the comparison, and what becomes of what it finds. */
export const whatToDo: Pick<Template, 'workstreams' | 'communications' | 'decommission' | 'rules'> = {
  workstreams: [
    {
      name: 'Backfill of history',
      description: 'In order of age, checked month by month',
      team: 'Data platform',
      phase: 'Shadow',
    },
    {
      name: 'Rebuilding models',
      description: 'Stored procedures and views as tested models',
      team: 'Analytics engineering',
      phase: 'Shadow',
    },
    { name: 'Rewiring of dashboards', description: 'New connection, same definitions', team: 'BI', phase: 'Half' },
    { name: 'Rewiring of exports', description: 'Receivers confirm the new source', team: 'Consumers', phase: 'Half' },
  ],
  communications: [
    {
      name: 'What changes, for whom and when',
      audience: 'Everybody who reads reports',
      channel: 'Mail and intranet',
      due: { phase: 'Shadow', at: 'start' },
      team: 'BI',
    },
    {
      name: 'Your dashboards move next week',
      audience: 'Pilot group',
      channel: 'Mail',
      due: { phase: 'Ten percent', at: 'start', days: -7 },
      team: 'BI',
    },
    {
      name: 'Known differences and their reasons',
      audience: 'Analysts',
      channel: 'Wiki',
      due: { phase: 'Ten percent', at: 'start' },
      team: 'Analytics engineering',
    },
    {
      name: 'The old database becomes read-only to people',
      audience: 'Consumers of data',
      channel: 'Mail',
      due: { phase: 'Full', at: 'start', days: -14 },
      team: 'Data platform',
    },
    {
      name: 'Date on which it is switched off',
      audience: 'Everybody with an account',
      channel: 'Mail',
      due: { phase: 'Decommission', at: 'start', days: -14 },
      team: 'Data platform',
    },
  ],
  decommission: [
    {
      name: 'Archive the old database',
      kind: 'data_archived',
      team: 'Data platform',
      description:
        'Full dump with schema, in a format that can be read without the licence. Proof: a restore elsewhere, with counts.',
    },
    {
      name: 'Remove accounts and connections',
      kind: 'access_removed',
      team: 'Data platform',
      description: 'Persons, service accounts, network rules. Proof: list of accounts, empty.',
    },
    {
      name: 'End licence and support',
      kind: 'contract_ended',
      team: 'Finance',
      description: 'Notice is given in time. Proof: confirmation with the date of the end.',
    },
    {
      name: 'Remove replication and copy scripts',
      kind: 'replication_removed',
      team: 'Data platform',
      description: 'Change capture, dual writes, jobs made for the parallel run. Proof: the commit that removes them.',
    },
    {
      name: 'Hand over monitoring',
      kind: 'monitoring_handed_over',
      team: 'Data platform',
      description: 'Alerts of the warehouse have an owner on call. Proof: a test alert that was answered.',
    },
    {
      name: 'Update documentation and lineage',
      kind: 'other',
      team: 'Analytics engineering',
      description: 'Nothing names the old tables any more. Proof: the search for them, without a result.',
    },
  ],
  rules: [
    {
      name: 'Rows missing in the target',
      class: 'missing_in_target',
      action: 'resend',
      team: 'Data platform',
      description: 'Load the missing keys again from the source; look for the batch they belong to.',
    },
    {
      name: 'Rows deleted at the source',
      class: 'extra_in_target',
      action: 'correct_target',
      team: 'Data platform',
      description: 'Replay the delete in the target.',
    },
    {
      name: 'Loaded twice',
      class: 'duplicate_in_target',
      action: 'correct_target',
      team: 'Data platform',
      description: 'Remove the later copy, make the load idempotent.',
    },
    {
      name: 'Value differs',
      class: 'modified',
      action: 'correct_target',
      team: 'Analytics engineering',
      description: 'Correct the transformation and load again; never the source.',
    },
    {
      name: 'Younger than the lag limit',
      action: 'wait_for_lag',
      team: 'Data platform',
      description: 'Read again after the lag; it counts once it is older.',
    },
  ],
};
