import type { Locator, Page } from '@playwright/test';
import type { Role } from '#core/permissions.ts';
import { fieldLevel } from './runs.ts';
import type { Site, TestMigration } from './site.ts';

type Place = { page: Page; migration: TestMigration; site: Site };
type Values = Record<string, string>;
export type FormCase = {
  name: string;
  /** Who opens it; the administrator of the instance if left out. */
  role?: Role;
  /** What must be there first. */
  before?: (place: Place) => Promise<unknown>;
  path: string;
  open: (page: Page) => Promise<unknown>;
  /** The form of a page; the dialog if left out. */
  form?: (page: Page) => Locator;
  /** Of the button that sends it. */
  submit: string;
  /** By label: what is typed and refused, and with which words. In the order of the form. */
  wrong: Record<string, readonly [value: string, problem: string | RegExp]>;
  /** By label: what is accepted, and still there after the connection was lost. */
  right: Values;
};

const TOO_LONG = 'x'.repeat(2_001);
const atMost = (count: string) => `must have at most ${count} characters`;
const EMPTY = 'must not be empty';
export const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const differing = ({ migration }: Place) =>
  migration.push(fieldLevel(migration.check('field_level'), 1_000, [{ key: '1', legacy: '1', target: '2' }]));
const inMeeting = (page: Page) => page.getByRole('region', { name: /Decision meeting G-1/ });
const holdMeeting = ({ site, migration }: Place) => site.admin.decision.freeze.mutate({ migrationId: migration.id });
const withScenario = async ({ site, migration }: Place) => {
  const { document } = await site.admin.plan.get.query({ slug: migration.slug });
  const changed = { ...document, scenarios: [{ name: 'Refund' }], phases: [{ name: 'Shadow' }] };
  await site.admin.plan.replace.mutate({ migrationId: migration.id, document: changed });
};

/** Every form in which something is typed or sent, by the journey that opens it. */
export const formCases: FormCase[] = [
  {
    name: 'archive',
    role: 'engineer',
    before: differing,
    path: '/discrepancies',
    open: press(/Archive$/),
    submit: 'Archive',
    wrong: { Reason: ['x'.repeat(1_001), atMost('1,000')] },
    right: { Reason: 'x'.repeat(1_000) },
  },
  {
    name: 'assign',
    role: 'engineer',
    before: differing,
    path: '/discrepancies',
    open: press(/Assign$/),
    submit: 'Assign',
    wrong: {},
    right: {},
  },
  {
    name: 'cause',
    role: 'engineer',
    before: differing,
    path: '/discrepancies',
    open: press(/Cause$/),
    submit: 'Save cause',
    wrong: {},
    right: {},
  },
  {
    name: 'invite',
    role: 'lead',
    path: '/people',
    open: press('Invite'),
    submit: 'Invite',
    wrong: { 'E-mail': ['nobody', 'must be an e-mail address'] },
    right: { 'E-mail': 'somebody@journey.example' },
  },
  {
    name: 'vouch',
    role: 'lead',
    path: '/people',
    open: press(/^Vouch for/),
    submit: 'Vouch',
    wrong: { 'How you know': ['', 'must say how you know the person'] },
    right: { 'How you know': 'We share an office.' },
  },
  {
    name: 'create a key',
    role: 'lead',
    path: '/agents',
    open: press('Create a key'),
    submit: 'Create key',
    wrong: { Name: ['', EMPTY] },
    right: { Name: 'Data centre 2' },
  },
  {
    name: 'rotate a key',
    role: 'lead',
    path: '/agents',
    open: press('Rotate Journey'),
    submit: 'Rotate key',
    wrong: {},
    right: {},
  },
  {
    name: 'revoke a key',
    role: 'lead',
    path: '/agents',
    open: press(/^Revoke Journey/),
    submit: 'Revoke key',
    wrong: {},
    right: {},
  },
  {
    name: 'share',
    role: 'lead',
    path: '',
    open: press('Share'),
    submit: 'Create link',
    wrong: { 'For whom': ['x'.repeat(201), atMost('200')] },
    right: { 'For whom': 'Steering committee' },
  },
  {
    name: 'waive a criterion',
    role: 'lead',
    path: '/criteria',
    open: press(/^Waive/),
    submit: 'Ask for it',
    wrong: { 'Why it need not be met': ['', EMPTY], Days: ['91', 'must be between 1 and 90'] },
    right: { 'Why it need not be met': 'The pilot is small.', Days: '14' },
  },
  {
    name: 'criterion',
    role: 'lead',
    path: '/criteria',
    open: press('Add a criterion'),
    submit: 'Save',
    wrong: {
      'Name in the plan': ['No Name', /must be a short name/],
      'Threshold, %': ['much', 'must be a number'],
      Owner: ['x'.repeat(201), atMost('200')],
    },
    right: { 'Name in the plan': 'payouts-covered', 'Threshold, %': '99', Owner: 'Payments' },
  },
  {
    name: 'propose an outcome',
    role: 'lead',
    before: holdMeeting,
    path: '',
    open: async (page) => {
      await press('Propose an outcome')(page);
      await page.getByRole('radio', { name: 'Go with conditions' }).check();
    },
    submit: 'Propose',
    wrong: {
      What: ['', 'must say what has to be done'],
      Owner: ['', EMPTY],
      Due: ['', /^must be a date/],
      Reason: ['x'.repeat(4_001), atMost('4,000')],
    },
    right: { What: 'Drill the rollback', Owner: 'Platform', Due: '2099-01-31', Reason: 'All but the drill is there.' },
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
  {
    name: 'new migration',
    path: '/',
    open: press(/New migration|Create a migration/),
    submit: 'Create migration',
    wrong: {
      Name: ['', EMPTY],
      Address: ['No Address', /^must be lower-case/],
      'Legacy system': ['', EMPTY],
      'Target system': ['', EMPTY],
      'Time zone': ['Nowhere', /^must be an IANA time zone/],
    },
    right: {
      Name: 'Shop to warehouse',
      Address: `forms-${Date.now().toString(36)}`,
      'Legacy system': 'Shop 2009',
      'Target system': 'Warehouse',
      'Time zone': 'Europe/Berlin',
    },
  },
  {
    name: 'vote',
    role: 'finance',
    before: async (place) => {
      const { id } = await holdMeeting(place);
      const proposal = {
        migrationId: place.migration.id,
        decisionId: id,
        outcome: 'no_go' as const,
        reason: 'Not yet.',
      };
      await place.site.admin.decision.propose.mutate(proposal);
    },
    path: '',
    open: async () => {},
    form: (page) => inMeeting(page).getByRole('group', { name: 'Your vote' }),
    submit: 'No-go',
    wrong: { 'Vote, with a comment': [TOO_LONG, atMost('2,000')] },
    right: { 'Vote, with a comment': 'Not a cent was compared.' },
  },
  {
    name: 'password',
    role: 'lead',
    path: '/account',
    open: async () => {},
    form: (page) => page.locator('form'),
    submit: 'Change password',
    wrong: {
      'Present password': ['', 'must be your present password'],
      'New password': ['short', 'must have at least 12 characters'],
    },
    right: { 'Present password': 'a long enough password', 'New password': 'another long password' },
  },
];
