import { markProcess } from '../process/process-mark.ts';

export const DATABASE_PREFIX = 'parallax_test_';

/** Names say which test run they belong to: the process that started it, whose workers are told its number. */
const RUN_ENV = 'PARALLAX_TEST_RUN';

export function databaseName(suffix: string): string {
  process.env[RUN_ENV] ??= String(process.pid);
  return `${DATABASE_PREFIX}${process.env[RUN_ENV]}_${suffix}`;
}

/** Left behind by a run that no longer exists. */
export function isOrphan(name: string): boolean {
  const pid = Number(name.slice(DATABASE_PREFIX.length).split('_')[0]);
  return Number.isSafeInteger(pid) && pid > 0 && markProcess(pid) === null;
}
