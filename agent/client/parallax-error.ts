import { z } from 'zod';
import type { Problem } from '../../core/errors.ts';

const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    problems: z.array(z.object({ pointer: z.string(), message: z.string() })).default([]),
    requestId: z.string().optional(),
  }),
});

/** Parallax refused a call for good. The message holds every problem it named. */
export class ParallaxError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(call: string, status: number, body: string) {
    const parsed = errorBody.safeParse(parseJson(body));
    const error = parsed.success ? parsed.data.error : undefined;
    const lines = error?.problems.map(({ pointer, message }) => `  ${pointer || '/'}: ${message}`) ?? [];
    const request = error?.requestId ? ` (request ${error.requestId})` : '';
    super(
      [`Parallax refused ${call}: ${status} ${error?.message ?? body.slice(0, 300)}${request}`, ...lines].join('\n'),
    );
    this.name = 'ParallaxError';
    this.status = status;
    this.problems = error?.problems ?? [];
    this.code = error?.code ?? 'UNKNOWN';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
