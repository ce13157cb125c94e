import { type CheckKind, type KindRegistry, kindRegistry } from '../check/kinds.ts';

/**
 * Kinds that find what no other kind would: that they found nothing counts only where they looked at everything. A count or a checksum
 * that differs only points at rows which a field-level comparison names.
 */
export function findsAlone(kind: CheckKind, { of }: KindRegistry = kindRegistry): boolean {
  return of(kind).finds === 'alone';
}
