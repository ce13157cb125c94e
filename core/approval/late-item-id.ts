import { z } from 'zod';

/** Late evidence exactly as it stands. `seen`: how much there is of it, which only grows: with more it is another one. */
export const lateItemId = ({ id, seen }: { id: string; seen: number }): string => `${id}/${seen}`;

export const lateItemIdSchema = z.string().regex(/^[\da-f-]{36}\/\d+$/);
