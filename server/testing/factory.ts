import type { NewKey } from '#core/key/schema.ts';
import type { Role } from '#core/permissions.ts';
import type { AgentActor, UserActor } from '../actor.ts';
import { type Context, createContext, systemContext } from '../context.ts';
import { declareDatasets } from '../dataset/declare-datasets.ts';
import { createKey } from '../key/create-key.ts';
import { findKeyActor } from '../key/find-key-actor.ts';
import { createMigration } from '../migration/create-migration.ts';
import { newId } from '../new-id.ts';
import { enterScope, SYSTEM_SCOPE } from '../scope.ts';
import { inTransaction } from '../transaction.ts';

/**
 * Things that tests need to begin with, made in the process's own database (a clone for each test file). A migration, its plan and
 * its keys are made by the commands themselves; people are inserted, for hashing a password for each would take long.
 */
let count = 0;
const unique = () => `${Date.now().toString(36)}${(count++).toString(36)}`;

export const START = new Date('2026-03-02T09:00:00Z');
/** The clock of a test: `at('2026-03-05T08:00:00Z')`. */
export const at =
  (time: string | Date = START) =>
  () =>
    new Date(time);

export async function makeUser(more: Partial<Pick<UserActor, 'name' | 'email' | 'isAdmin'>> = {}): Promise<UserActor> {
  const user = { id: newId(), name: 'Ada', email: `ada-${unique()}@example.org`, isAdmin: false, ...more };
  const { db } = systemContext('test');
  await inTransaction(db, 'write', async (tx) => {
    await enterScope(tx, SYSTEM_SCOPE);
    await tx.user.create({ data: { ...user, createdAt: START } });
  });
  return { type: 'user', ...user };
}

export type MadeMigration = { id: string; slug: string; lead: UserActor };

/** A migration with the standard criteria and one lead, who is no administrator. */
export async function makeMigration(
  more: Partial<{ slug: string; name: string; timeZone: string; currency: string; now: () => Date }> = {},
): Promise<MadeMigration> {
  const { now = at(), ...given } = more;
  const slug = given.slug ?? `m-${unique()}`;
  const input = {
    name: 'Payouts',
    legacySystem: 'Old',
    targetSystem: 'New',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
  };
  const lead = await makeUser({ name: 'Lea' });
  const { id } = await createMigration(createContext({ actor: { ...lead, isAdmin: true }, now }), {
    ...input,
    ...given,
    slug,
  });
  return { id, slug, lead };
}

export async function makeMember(migrationId: string, role: Role): Promise<UserActor> {
  const user = await makeUser({ name: `Member ${role}` });
  const { db } = systemContext('test');
  await inTransaction(db, 'write', async (tx) => {
    await enterScope(tx, SYSTEM_SCOPE);
    await tx.membership.create({ data: { migrationId, userId: user.id, role, since: START } });
  });
  return user;
}

export type MadeKey = { actor: AgentActor; secret: string; id: string };

/** A key with every scope, unless stated otherwise. */
export async function makeKey(
  migration: MadeMigration,
  more: Partial<NewKey> & { now?: () => Date } = {},
): Promise<MadeKey> {
  const { now = at(), ...given } = more;
  const ctx = createContext({ actor: migration.lead, now });
  const { key, secret } = await createKey(ctx, {
    migrationId: migration.id,
    name: 'agent',
    scopes: ['ingest', 'control', 'gate', 'read', 'plan'],
    ...given,
  });
  const actor = await findKeyActor(ctx, secret);
  if (!actor) throw new Error('The key that was just made is not known.');
  return { actor, secret, id: key.id };
}

type DatasetInput = Parameters<typeof declareDatasets>[1]['datasets'][number];

/** Declares datasets as the lead; each needs at least a name. Answers ids by name, and check ids by `name/kind`. */
export async function makeDatasets(
  migration: MadeMigration,
  datasets: readonly (Partial<DatasetInput> & { name: string })[],
  now: () => Date = at(),
) {
  const ctx: Context = createContext({ actor: migration.lead, now });
  const saved = await declareDatasets(ctx, {
    migrationId: migration.id,
    datasets: datasets.map((dataset) => ({ legacyRef: dataset.name, targetRef: dataset.name, ...dataset })),
  });
  const nameOf = new Map(saved.datasets.map(({ id, name }) => [id, name]));
  return {
    planVersion: saved.planVersion,
    datasetIds: Object.fromEntries(saved.datasets.map(({ id, name }) => [name, id])),
    checkIds: Object.fromEntries(
      saved.checks.map(({ id, datasetId, kind }) => [`${nameOf.get(datasetId)}/${kind}`, id]),
    ),
  };
}
