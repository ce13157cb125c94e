import type { Template } from '../template.ts';

/** What is done beside the comparison, and what becomes of what it finds. */
export const whatToDo: Pick<Template, 'workstreams' | 'communications' | 'decommission' | 'rules'> = {
  workstreams: [
    {
      name: 'Import of partners and deals',
      description: 'Cleaned first, then imported twice: a trial and the real one',
      team: 'Affiliate',
      phase: 'Setup',
    },
    {
      name: 'Integration rewiring',
      description: 'Events, postbacks, payment provider',
      team: 'Product/Implementation',
      phase: 'Setup',
    },
    {
      name: 'Link redirects',
      description: 'Tracking domains stay ours, and keep every parameter',
      team: 'Product/Implementation',
      phase: 'Parallel validation',
    },
    {
      name: 'Creatives and landing pages',
      description: 'Moved with their links',
      team: 'Affiliate',
      phase: 'Controlled cutover',
    },
    { name: 'Reports rebuilt', description: 'Same definitions, new source', team: 'BI', phase: 'Parallel validation' },
  ],
  communications: [
    {
      name: 'We are changing platforms',
      audience: 'All partners',
      channel: 'Mail',
      due: { phase: 'Parallel validation', at: 'start' },
      team: 'Affiliate',
    },
    {
      name: 'Personal call',
      audience: 'Top-priority partners',
      channel: 'Phone',
      due: { phase: 'Controlled cutover', at: 'start', days: -14 },
      team: 'Affiliate',
    },
    {
      name: 'What you have to do, and by when',
      audience: 'All partners',
      channel: 'Mail and dashboard',
      due: { phase: 'Controlled cutover', at: 'start', days: -7 },
      team: 'Affiliate',
    },
    {
      name: 'How to answer partners’ questions',
      audience: 'Account managers',
      channel: 'Briefing',
      due: { phase: 'Controlled cutover', at: 'start', days: -3 },
      team: 'Affiliate',
    },
    {
      name: 'First payout from the new platform',
      audience: 'Partners who moved',
      channel: 'Mail with the statement',
      due: { phase: 'Stabilization', at: 'start', days: 7 },
      team: 'Finance',
    },
    {
      name: 'The old dashboard closes',
      audience: 'All partners',
      channel: 'Mail',
      due: { phase: 'Decommission', at: 'start', days: -14 },
      team: 'Affiliate',
    },
  ],
  decommission: [
    {
      name: 'Archive clicks, conversions and statements',
      kind: 'data_archived',
      team: 'BI',
      description:
        'For as long as tax and disputes demand. Proof: a statement of two years ago, made from the archive.',
    },
    {
      name: 'Remove access of staff and partners',
      kind: 'access_removed',
      team: 'Product/Implementation',
      description: 'Sign-ins, API keys, FTP. Proof: list of accounts, empty.',
    },
    {
      name: 'End the platform contract',
      kind: 'contract_ended',
      team: 'Finance',
      description: 'Notice, last invoice, return of data. Proof: confirmation with the date of the end.',
    },
    {
      name: 'Remove dual postbacks and copy scripts',
      kind: 'replication_removed',
      team: 'Product/Implementation',
      description: 'Events are sent once again. Proof: a day’s log without calls to the old platform.',
    },
    {
      name: 'Hand over monitoring of tracking',
      kind: 'monitoring_handed_over',
      team: 'Product/Implementation',
      description: 'Postback failures and silent partners raise an alert. Proof: a test alert that was answered.',
    },
    {
      name: 'Keep redirects of old links',
      kind: 'other',
      team: 'Product/Implementation',
      description:
        'The old tracking domain stays registered and redirects. Proof: renewal date, and a sample of links.',
    },
  ],
  rules: [
    {
      name: 'Conversion missing in the new platform',
      class: 'missing_in_target',
      action: 'resend',
      team: 'Product/Implementation',
      description: 'Send the event again with its click id; look for the postback that failed.',
    },
    {
      name: 'Conversion counted twice',
      class: 'duplicate_in_target',
      action: 'correct_target',
      team: 'Product/Implementation',
      description: 'Void the later one before the payout run.',
    },
    {
      name: 'Conversion only in the new platform',
      class: 'extra_in_target',
      action: 'escalate',
      team: 'Affiliate',
      description: 'Either the old one lost it or a test was left in: decide before it is paid.',
    },
    {
      name: 'Commission differs',
      class: 'modified',
      action: 'escalate',
      team: 'Finance',
      description: 'Explain by deal, rate, currency or rounding; correct the deal in the target.',
    },
    {
      name: 'Younger than the lag limit',
      action: 'wait_for_lag',
      team: 'Product/Implementation',
      description: 'Events of the last minutes are read again.',
    },
  ],
};
