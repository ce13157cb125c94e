import type { Scope } from '#core/permissions.ts';

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
/** The server itself: jobs, sign-in, the first set-up. */
export type SystemActor = { type: 'system'; name: string };
/** Not signed in, no key. */
export type Nobody = { type: 'nobody' };
export type Actor = UserActor | AgentActor | SystemActor | Nobody;

/** A key may be restricted to some datasets; nobody else is. */
export function mayTouchDataset(actor: Actor, datasetId: string): boolean {
  return actor.type !== 'agent' || actor.datasetIds === null || actor.datasetIds.includes(datasetId);
}
