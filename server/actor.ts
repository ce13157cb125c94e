import type { Scope, SharePage } from '#core/permissions.ts';

/** A person, signed in. `sessionId` is absent where no request of theirs is behind it, as in tests. */
export type UserActor = {
  type: 'user';
  id: string;
  name: string;
  email: string;
  isAdmin: boolean;
  sessionId?: string;
};
/** An API key: always of one migration. `datasetIds` null: all of its datasets. */
export type AgentActor = {
  type: 'agent';
  keyId: string;
  name: string;
  migrationId: string;
  scopes: readonly Scope[];
  datasetIds: readonly string[] | null;
};
/** Whoever opened a share link: may see its pages of its migration, and nothing else anywhere. */
export type ShareActor = {
  type: 'share';
  linkId: string;
  name: string;
  migrationId: string;
  pages: readonly SharePage[];
  /** Where they came from, for the lead to see. */
  address: string;
};
/** The server itself: jobs, sign-in, the first set-up. */
export type SystemActor = { type: 'system'; name: string };
/** Not signed in, no key. */
export type Nobody = { type: 'nobody' };
export type Actor = UserActor | AgentActor | ShareActor | SystemActor | Nobody;

/** A key may be restricted to some datasets; nobody else is. */
export function mayTouchDataset(actor: Actor, datasetId: string): boolean {
  return actor.type !== 'agent' || actor.datasetIds === null || actor.datasetIds.includes(datasetId);
}
