import type { Template } from '../template.ts';

/** What is done beside the comparison, and what becomes of what it finds. */
export const whatToDo: Pick<Template, 'workstreams' | 'communications' | 'decommission' | 'rules'> = {
  workstreams: [
    {
      name: 'Catalogue content',
      description: 'Texts, pictures, attributes; cleaned before they are loaded',
      team: 'Shop',
      phase: 'Build and load',
    },
    {
      name: 'Redirect map',
      description: 'From logs, sitemaps and backlinks',
      team: 'Marketing and SEO',
      phase: 'Shadow orders',
    },
    {
      name: 'Integration rewiring',
      description: 'ERP, payments, tax, stock, mail',
      team: 'Engineering',
      phase: 'Build and load',
    },
    {
      name: 'Data synchronisation',
      description: 'Customers, vouchers and orders while both sell',
      team: 'Engineering',
      phase: 'Pilot market',
    },
    { name: 'Feeds and marketplaces', description: 'Switched one by one', team: 'Marketing and SEO', phase: 'Ramp' },
  ],
  communications: [
    {
      name: 'Change freeze in the old shop',
      audience: 'Everybody who edits it',
      channel: 'Mail',
      due: { phase: 'Shadow orders', at: 'start' },
      team: 'Shop',
    },
    {
      name: 'New shop, same account',
      audience: 'Customers of the pilot market',
      channel: 'Mail and banner',
      due: { phase: 'Pilot market', at: 'start', days: -3 },
      team: 'Customer care',
    },
    {
      name: 'What is different for you',
      audience: 'Business customers',
      channel: 'Call',
      due: { phase: 'Ramp', at: 'start', days: -7 },
      team: 'Customer care',
    },
    {
      name: 'Dates of the ramp',
      audience: 'Marketplaces, agencies, warehouse',
      channel: 'Mail',
      due: { phase: 'Ramp', at: 'start', days: -14 },
      team: 'Engineering',
    },
    {
      name: 'The old back office closes',
      audience: 'Staff',
      channel: 'Mail',
      due: { phase: 'Decommission', at: 'start' },
      team: 'Engineering',
    },
  ],
  decommission: [
    {
      name: 'Archive orders, invoices and consents',
      kind: 'data_archived',
      team: 'Finance',
      description:
        'For the legal period; card data is not kept. Proof: an invoice of the oldest year, read from the archive.',
    },
    {
      name: 'Remove staff and API access',
      kind: 'access_removed',
      team: 'Engineering',
      description: 'Agencies and apps too. Proof: list of accounts and keys, empty.',
    },
    {
      name: 'End platform and app contracts',
      kind: 'contract_ended',
      team: 'Finance',
      description: 'Each plug-in has its own. Proof: confirmations with the dates of the end.',
    },
    {
      name: 'Remove order and stock synchronisation',
      kind: 'replication_removed',
      team: 'Engineering',
      description: 'Between the two shops only. Proof: the commit, and a week’s log without it.',
    },
    {
      name: 'Hand over monitoring of checkout',
      kind: 'monitoring_handed_over',
      team: 'Engineering',
      description: 'Fewer orders than usual raise an alert at night too. Proof: a test alert that was answered.',
    },
    {
      name: 'Keep domains and redirects',
      kind: 'other',
      team: 'Marketing and SEO',
      description: 'Old domains stay registered and redirect. Proof: renewal date, and a crawl of the sample.',
    },
  ],
  rules: [
    {
      name: 'Order missing in the new platform',
      class: 'missing_in_target',
      action: 'resend',
      team: 'Fulfilment',
      description: 'Transfer it again under its number before the next pick.',
    },
    {
      name: 'Order there twice',
      class: 'duplicate_in_target',
      action: 'correct_target',
      team: 'Fulfilment',
      description: 'Cancel the later one before it is shipped; check the payment.',
    },
    {
      name: 'Record only in the new platform',
      class: 'extra_in_target',
      action: 'escalate',
      team: 'Engineering',
      description: 'Often a test order: prove it, then remove it.',
    },
    {
      name: 'Price, tax or discount differs',
      class: 'modified',
      action: 'escalate',
      team: 'Finance',
      description: 'Find the rule, correct it in the target, replay the orders.',
    },
    {
      name: 'Stock within the sync interval',
      action: 'wait_for_lag',
      team: 'Fulfilment',
      description: 'Read again after the next sync; after that it counts.',
    },
  ],
};
