import type { Sha256 } from '../audit/chain.ts';
import type { Pattern } from '../run/difference.ts';
import type { DiscrepancyClass } from './schema.ts';

/** Raised when a new detector of patterns regroups what was grouped before. */
export const FINGERPRINT_VERSION = 1;

export const NO_PATTERN: Pattern = { id: 'none', params: {}, version: 1 };

/** What makes differences one group. `field` is the column, or the scenario or check of the classes that have no column. */
export type GroupIdentity = { datasetId: string; class: DiscrepancyClass; field: string | null; pattern: Pattern };

/** Hash of (version, dataset, class, field or none, pair pattern), hex. */
export function fingerprintOf(group: GroupIdentity, sha256: Sha256): string {
  const { datasetId, field, pattern } = group;
  const params = Object.entries(pattern.params).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(
    JSON.stringify([FINGERPRINT_VERSION, datasetId, group.class, field, pattern.id, pattern.version, params]),
  );
}
