import type { Locator, Page } from '@playwright/test';
import type { Role } from '#core/permissions.ts';
import { signIn } from '#scripts/demo/person.ts';
import { fieldLevel } from './runs.ts';
import type { Site, TestMigration } from './site.ts';

/** Where a form is opened. */
export type Place = { page: Page; migration: TestMigration; site: Site };
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

export const TOO_LONG = 'x'.repeat(2_001);
export const atMost = (count: string) => `must have at most ${count} characters`;
export const EMPTY = 'must not be empty';
export const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
export const differing = ({ migration }: Place) =>
  migration.push(fieldLevel(migration.check('field_level'), 1_000, [{ key: '1', legacy: '1', target: '2' }]));
export const inMeeting = (page: Page) => page.getByRole('region', { name: /Decision meeting G-1/ });
export const holdMeeting = ({ site, migration }: Place) =>
  site.admin.decision.freeze.mutate({ migrationId: migration.id });
export const withScenario = async ({ site, migration }: Place) => {
  const { document } = await site.admin.plan.get.query({ slug: migration.slug });
  const changed = { ...document, scenarios: [{ name: 'Refund' }], phases: [{ name: 'Shadow' }] };
  await site.admin.plan.replace.mutate({ migrationId: migration.id, document: changed });
};

export async function decideWithCondition(place: Place): Promise<void> {
  const { site, migration } = place;
  await withScenario(place);
  const meeting = { migrationId: migration.id, decisionId: (await holdMeeting(place)).id };
  const conditions = [{ text: 'Drill the rollback', owner: 'Platform', dueOn: '2099-01-31' }];
  const proposal = { ...meeting, outcome: 'go_with_conditions' as const, reason: 'All but the drill.', conditions };
  await site.admin.decision.propose.mutate(proposal);
  const { email, password } = await migration.member('finance');
  const second = await signIn(site.address, email, password);
  const [open] = await site.admin.decision.list.query({ slug: migration.slug });
  const proposedAt = open?.proposal?.at ?? '';
  await second?.decision.second.mutate({ ...meeting, proposedAt });
  await site.admin.decision.take.mutate({ ...meeting, proposedAt });
}
