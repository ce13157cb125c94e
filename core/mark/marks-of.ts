import type { PlanPart } from '../part/plan-parts.ts';
import type { Mark } from './schema.ts';

/** What became of an item, or of a member of it; null: nobody has said anything. */
export type MarkOf = (name: string, member?: string | null) => Mark | null;

/** Looks up in the newest marks of a plan those of one part. */
export function marksOf(part: PlanPart, newest: readonly Mark[]): MarkOf {
  const key = (name: string, member: string | null) => JSON.stringify([name, member]);
  const known = new Map(newest.filter((mark) => mark.part === part).map((mark) => [key(mark.name, mark.member), mark]));
  return (name, member = null) => known.get(key(name, member)) ?? null;
}
