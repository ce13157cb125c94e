import type { Sha256 } from '../audit/chain.ts';
import type { GroupKey } from '../run/finding.ts';

/** Raised when a new detector of patterns regroups what was grouped before. */
export const FINGERPRINT_VERSION = 1;

/** What makes differences one group. */
export type GroupIdentity = GroupKey & { datasetId: string };

/** Hash of (version, dataset, class, field or none, pair pattern), hex. */
export function fingerprintOf(group: GroupIdentity, sha256: Sha256): string {
  const { datasetId, field, pattern } = group;
  const params = Object.entries(pattern.params).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(
    JSON.stringify([FINGERPRINT_VERSION, datasetId, group.class, field, pattern.id, pattern.version, params]),
  );
}
