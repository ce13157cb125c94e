import type { RunInput } from '#core/run/schema.ts';
import { checksumRun, countRun, fieldRun, lagRun, performanceRun, schemaRun } from '#server/testing/runs.ts';
import type { Clock } from './nine-weeks-clock.ts';

/** Ids of checks by `dataset/kind`. */
export type Checks = ReadonlyMap<string, string>;
export type Push = (run: RunInput, at: Date) => Promise<unknown>;
type Pushed = { at: Date; run: RunInput };

const ROWS = 1_000;
/** The agent was off from morning to night. */
const SILENT: ReadonlySet<number> = new Set([10, 16, 17]);
/** It stopped after the afternoon. */
const NO_NIGHT: ReadonlySet<number> = new Set([50]);
/** Amounts of `accounts` that differ. */
const AMOUNTS: Readonly<Record<number, number>> = { 1: 3, 2: 3, 44: 1 };
/** Rows of `accounts` that the agent did not find, for its own mapping was wrong. */
const NOT_FOUND: Readonly<Record<number, number>> = { 22: 2 };
/** Amounts of `orders` that differ. */
const ORDERS: Readonly<Record<number, number>> = { 38: 5, 39: 5, 40: 5 };
/** 95th percentile of the replication lag; else a second. */
const LAG_MS: Readonly<Record<number, number>> = { 30: 90_000 };
/** Day of which the results come from the spool, and when. */
const LATE = { of: 17, on: 19, time: '10:00' };
/** The run of the first day is corrected on the second; a second person accepts that (nine-weeks-people.ts). */
const CORRECTED = { of: 22, on: 23, time: '10:00' };

export type Agent = {
  checks: Checks;
  clock: Clock;
  /** Id of the run that is corrected later. */
  wrongRunId: string;
};

/**
 * What is pushed on a day: in the morning rows, columns and, on Mondays, checksums; in the afternoon counts, load and lag; the last count
 * of the night. The hourly counts between them are left out: they would change no day and no evening.
 */
export function agentDay(day: number, agent: Agent): Pushed[] {
  const { clock } = agent;
  const own = SILENT.has(day) ? [] : runsOf(day, agent).filter(({ at }) => at <= lastOf(day, clock));
  const late = day === LATE.on ? runsOf(LATE.of, agent).map(({ run }) => ({ run, at: clock(LATE.on, LATE.time) })) : [];
  return [...own, ...late, ...(day === CORRECTED.on ? [correction(agent)] : [])];
}

const lastOf = (day: number, clock: Clock) => clock(day, NO_NIGHT.has(day) ? '18:00' : '23:59');

function runsOf(day: number, { checks, clock, wrongRunId }: Agent): Pushed[] {
  const base = (check: string, time: string) => ({ checkId: idOf(check, checks), at: clock(day, time) });
  const pushed = (run: RunInput, time: string) => ({ run, at: clock(day, time) });
  const accounts = {
    ...base('accounts/field_level', '09:00'),
    ...(day === CORRECTED.of && { runId: wrongRunId }),
  };
  const monday = day % 7 === 1;
  return [
    pushed(fieldRun(accounts, { rows: ROWS, amount: AMOUNTS[day] ?? 0, missing: NOT_FOUND[day] ?? 0 }), '09:00'),
    pushed(schemaRun(base('accounts/schema', '09:00')), '09:00'),
    pushed(fieldRun(base('orders/field_level', '09:00'), { rows: ROWS, amount: ORDERS[day] ?? 0 }), '09:00'),
    pushed(countRun(base('orders/record_count', '09:00'), ROWS), '09:00'),
    ...(monday
      ? [
          pushed(checksumRun(base('accounts/checksum', '09:00'), 0, ROWS), '09:00'),
          pushed(checksumRun(base('orders/checksum', '09:00'), 0, ROWS), '09:00'),
          pushed(schemaRun(base('orders/schema', '09:00')), '09:00'),
        ]
      : []),
    pushed(countRun(base('accounts/record_count', '17:00'), ROWS), '17:00'),
    pushed(
      performanceRun({ ...base('accounts/performance', '17:00'), from: clock(day, '16:00') }, 5_000, '200'),
      '17:00',
    ),
    pushed(lagRun(base('accounts/replication_lag', '17:00'), LAG_MS[day] ?? 1_000), '17:00'),
    pushed(countRun(base('accounts/record_count', '23:00'), ROWS), '23:00'),
  ];
}

/** The same reading, compared with the right mapping: nothing is missing. */
function correction({ checks, clock, wrongRunId }: Agent): Pushed {
  const checkId = idOf('accounts/field_level', checks);
  const run = fieldRun({ checkId, at: clock(CORRECTED.of, '09:00') }, { rows: ROWS });
  return { run: { ...run, supersedesRunId: wrongRunId }, at: clock(CORRECTED.on, CORRECTED.time) };
}

function idOf(check: string, checks: Checks): string {
  const id = checks.get(check);
  if (!id) throw new Error(`There is no check ${check}.`);
  return id;
}
