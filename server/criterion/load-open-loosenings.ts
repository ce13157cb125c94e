import { openLoosenings } from '#core/criteria/open-loosenings.ts';
import type { CriterionDefinition } from '#core/criteria/schema.ts';
import type { Tx } from '../scope.ts';
import { type LoadedChange, loadChanges } from './load-changes.ts';

/** What was loosened since the start, stands, and waits for a second person. `current`: the criteria as they stand. */
export async function loadOpenLoosenings(
  tx: Tx,
  migrationId: string,
  current: readonly { key: string; definition: CriterionDefinition }[],
): Promise<LoadedChange[]> {
  const flagged = await loadChanges(tx, migrationId, { direction: 'loosens', flagged: true });
  return openLoosenings(flagged, new Map(current.map(({ key, definition }) => [key, definition])));
}
