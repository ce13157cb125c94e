import type { PlanPart } from '../part/plan-parts.ts';
import { type Mark, markKey } from './schema.ts';

/** What became of an item, or of a member of it; null: nobody has said anything. */
export type MarkOf = (name: string, member?: string | null) => Mark | null;

/** Looks up in the newest marks of a plan those of one part. */
export function marksOf(part: PlanPart, newest: readonly Mark[]): MarkOf {
  const known = new Map(newest.map((mark) => [markKey(mark), mark]));
  return (name, member = null) => known.get(markKey({ part, name, member })) ?? null;
}
