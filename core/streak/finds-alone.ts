import { kindFacts } from '../check/kind-facts.ts';
import type { CheckKind } from '../check/schema.ts';

/**
 * Kinds that find what no other kind would: that they found nothing counts only where they looked at everything. A count or a checksum
 * that differs only points at rows which a field-level comparison names.
 */
export function findsAlone(kind: CheckKind): boolean {
  return kindFacts[kind].finds === 'alone';
}
