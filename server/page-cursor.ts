import type { z } from 'zod';
import { AppError } from '#core/errors.ts';

/** A place in a keyset page, as text that callers hand back unread. */
export function pageCursor<S extends z.ZodType>(schema: S) {
  return {
    write: (place: z.input<S>): string => Buffer.from(JSON.stringify(place)).toString('base64url'),
    read(cursor: string | null | undefined): z.output<S> | null {
      if (cursor === null || cursor === undefined || cursor === '') return null;
      const parsed = schema.safeParse(decode(cursor));
      if (parsed.success) return parsed.data;
      throw new AppError('BAD_REQUEST', 'The input is malformed.', {
        problems: [{ pointer: '/cursor', message: 'is not a cursor of this list; start again without one' }],
      });
    },
  };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
