import type { DiscrepancyStatus } from './schema.ts';

/** Growth between two sightings from which a group escalates: twice the rows. */
export const ESCALATION_FACTOR = 2;

export type DiscrepancyEvent =
  /** A completed run found rows of the group. */
  | { type: 'seen'; rowCount: number }
  /** A later completed run over the same scope found none left. */
  | { type: 'proven_gone' }
  /** A person says it is repaired; the next run has to prove it. */
  | { type: 'said_fixed' }
  /** A person archives it until it gets worse. */
  | { type: 'archived' };

type Current = { status: DiscrepancyStatus; rowCount: number };
type Next = { ok: true; next: DiscrepancyStatus } | { ok: false; reason: string };

/** Only a run resolves; only a person archives. `rowCount` is the count when the status was last decided. */
export function nextStatus(current: Current, event: DiscrepancyEvent): Next {
  switch (event.type) {
    case 'seen':
      return { ok: true, next: statusWhenSeen(current, event.rowCount) };
    case 'proven_gone':
      return { ok: true, next: 'resolved' };
    case 'said_fixed':
      if (current.status === 'resolved') return { ok: false, reason: 'It is resolved already: a run has proven it.' };
      return { ok: true, next: 'fixed_pending_proof' };
    case 'archived':
      if (current.status === 'resolved')
        return { ok: false, reason: 'It is resolved already; there is nothing to archive.' };
      if (current.status === 'archived') return { ok: false, reason: 'It is archived already.' };
      return { ok: true, next: 'archived' };
  }
}

function statusWhenSeen({ status, rowCount }: Current, seen: number): DiscrepancyStatus {
  const grew = seen >= rowCount * ESCALATION_FACTOR && seen > rowCount;
  switch (status) {
    case 'archived':
      return seen > rowCount ? 'regressed' : 'archived';
    case 'resolved':
    case 'fixed_pending_proof':
      return 'regressed';
    case 'regressed':
      return grew ? 'escalating' : 'regressed';
    case 'new':
    case 'ongoing':
    case 'escalating':
      return grew ? 'escalating' : 'ongoing';
  }
}
