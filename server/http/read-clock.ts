import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { instantSchema } from '#core/schema-parts.ts';
import type { CallClock } from '../context.ts';

const CLOCK = 'x-agent-clock';
const HELD = 'x-agent-held-ms';
const heldSchema = z.string().regex(/^\d{1,12}$/);

/** What the headers of a call say about the clock of who sends it. In headers, because a body stays the same when it is sent again. */
export function readClock(headers: Headers, nowMs: number): CallClock | undefined {
  const clock = headers.get(CLOCK);
  const held = headers.get(HELD);
  if (clock === null && held === null) return undefined;
  return {
    skewMs: clock === null ? null : Date.parse(read(CLOCK, instantSchema, clock)) - nowMs,
    heldMs: held === null ? null : Number(read(HELD, heldSchema, held)),
  };
}

function read(name: string, schema: z.ZodType<string>, text: string): string {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const wanted = name === CLOCK ? 'a time with offset, such as 2026-11-21T08:00:00Z' : 'whole milliseconds';
  throw new AppError('BAD_REQUEST', `The header ${name} must be ${wanted}.`);
}
