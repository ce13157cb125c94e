import { atMost, EMPTY, type FormCase, press, TOO_LONG, withScenario } from './before-forms.ts';

/** The forms of the plan page. */
export const planFormCases: FormCase[] = [
  {
    name: 'template',
    role: 'lead',
    path: '/plan?view=timeline',
    open: async (page) => {
      await press('From a template')(page);
      await page.getByRole('dialog').getByLabel('Template').selectOption('five-steps');
    },
    submit: 'Add to the plan',
    wrong: {},
    right: { 'First day': '2026-11-30' },
  },
  {
    name: 'mark an item',
    role: 'engineer',
    before: withScenario,
    path: '/plan?view=tests',
    open: press('Mark Refund'),
    submit: 'Passed',
    wrong: { Note: [TOO_LONG, atMost('2,000')], Evidence: ['x'.repeat(1_001), atMost('1,000')] },
    right: { Note: 'after the fix', Evidence: 'https://tickets.example/7' },
  },
  {
    name: 'part of the plan',
    role: 'lead',
    path: '/plan?view=timeline',
    open: press('Add a phase'),
    submit: 'Add phase',
    wrong: { Name: ['', EMPTY], Goal: [TOO_LONG, atMost('2,000')] },
    right: { Name: 'Shadow', Goal: 'Both systems run' },
  },
  {
    name: 'blackout window',
    role: 'lead',
    path: '/plan?view=calendar',
    open: press('Add a window'),
    submit: 'Add window',
    wrong: { Name: ['', EMPTY], From: ['', /^must be a time of day/] },
    right: { Name: 'Night batch', From: '20:00' },
  },
  {
    name: 'check',
    role: 'lead',
    path: '/plan?view=checks',
    open: press(/^Change payouts.*, Record count/i),
    submit: 'Save',
    wrong: { When: ['now and then', /^must be a length of time/], Grace: ['soon', /^must be a length of time/] },
    right: { When: '2 h', Grace: '30 min' },
  },
  {
    name: 'dataset',
    role: 'lead',
    path: '/plan?view=datasets',
    open: press('Declare a dataset'),
    submit: 'Declare dataset',
    wrong: {
      Name: ['', EMPTY],
      'Legacy table or view': ['', EMPTY],
      'Target table or view': ['', EMPTY],
      Wave: ['first', 'must be a whole number'],
      'Replication lag': ['some', /^must be a length of time/],
    },
    right: {
      Name: 'orders',
      'Legacy table or view': 'ORDERS',
      'Target table or view': 'orders',
      Wave: '1',
      'Replication lag': '5 min',
    },
  },
  {
    name: 'datasets as text',
    role: 'lead',
    path: '/plan?view=datasets',
    open: press('As text'),
    submit: 'Declare',
    wrong: {},
    right: { 'YAML or JSON': 'datasets:\n  - { name: orders, legacyRef: ORDERS, targetRef: orders }' },
  },
];
