import type { Context } from './context.ts';

/** Who does it, as it is written beside what they did. */
export function byOf({ actor }: Context): { id: string | null; name: string } {
  return { id: actor.type === 'user' ? actor.id : null, name: 'name' in actor ? actor.name : '' };
}
