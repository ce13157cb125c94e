import { pino } from 'pino';

/** Structured lines on standard output. Inputs, headers and values are never logged. */
export const log = pino({
  name: 'parallax',
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
});
