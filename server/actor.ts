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
  /** What it was made for and may not do any more, with the reason; null: nothing. */
  withheld?: { scopes: readonly Scope[]; why: string } | null;
  madeAt: Date;
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

/** The datasets that a key is restricted to; null: whoever it is is restricted to none. */
export const ownDatasets = (actor: Actor): readonly string[] | null =>
  actor.type === 'agent' ? actor.datasetIds : null;

/** A key may be restricted to some datasets; nobody else is. */
export function mayTouchDataset(actor: Actor, datasetId: string): boolean {
  return ownDatasets(actor)?.includes(datasetId) ?? true;
}
