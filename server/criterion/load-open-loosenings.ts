import { openLoosenings } from '#core/criteria/open-loosenings.ts';
import { countedItemKey } from '#core/plan/counted-item.ts';
import { loadDeclared } from '../dataset/load-declared.ts';
import { loadCountedItems } from '../plan/load-counted-items.ts';
import type { Tx } from '../scope.ts';
import { type LoadedChange, loadChanges } from './load-changes.ts';
import type { KnownCriterion } from './load-criteria.ts';

/** What was loosened since the start, stands, and waits for a second person. `current`: the criteria as they stand. */
export async function loadOpenLoosenings(
  tx: Tx,
  migrationId: string,
  current: readonly Pick<KnownCriterion, 'key' | 'definition'>[],
): Promise<LoadedChange[]> {
  const flagged = await loadChanges(tx, migrationId, { direction: 'loosens', flagged: true });
  // Rarely any: the verdict does not read every declaration for nothing.
  const ofDatasets = flagged.some(({ subject }) => subject === 'dataset');
  const declared = ofDatasets ? await loadDeclared(tx, migrationId) : [];
  const items = flagged.some(({ subject }) => subject === 'item') ? await loadCountedItems(tx, migrationId) : [];
  return openLoosenings(flagged, {
    criteria: new Map(current.map(({ key, definition }) => [key, definition])),
    datasets: new Map(declared.map(({ dataset }) => [dataset.name, dataset])),
    items: new Map(items.map(({ item }) => [countedItemKey(item), item])),
  });
}
