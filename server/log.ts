import { pino } from 'pino';
import { loggedError } from './logged-error.ts';

/** Structured lines on standard output. Inputs, headers and values are never logged. */
export const log = pino({
  name: 'parallax',
  serializers: { err: loggedError },
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
});
