import { AppError } from '#core/errors.ts';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { type CleanMigration, makeCleanMigration } from '#server/testing/clean-migration.ts';
import type { Fault } from '#server/testing/fault.ts';
import { type Random, randomOf } from '#server/testing/random.ts';
import { countRun, fieldRun, performanceRun } from '#server/testing/runs.ts';

const CHECKS = ['payouts/record_count', 'payouts/field_level', 'payouts/performance'] as const;
type Check = (typeof CHECKS)[number];
type Way = 'silent' | 'empty' | 'nothing compared' | 'not a number' | 'missing';

/** A performance check may hear of no request for a night: its criterion rests on the peak of the cycle (decision 0044). */
const UNHEARD: [Way, ...Way[]] = ['silent', 'not a number', 'missing'];

/** Faults 9 and 10: a migration that is go, then one check says nothing, in one of several ways, at some moment. */
export const provesNothing: Fault = {
  about:
    'An agent falls silent, compares nothing, or sends what is no number: unknown, never the last value, never a pass',
  full: 500,
  few: 8,
  run: async ({ seed, count, say }) => {
    const violations: string[] = [];
    const seen = new Map<Way, number>();
    for (let i = 0; i < count; i += 1) {
      const own = seed + i;
      const random = randomOf(own);
      const made = await makeCleanMigration(1);
      await made.cleanDay(made.noon(0));
      await made.cleanDay(made.noon(1));
      if ((await made.verdictAt(made.noon(1))).verdict !== 'go') violations.push(`seed ${own}: it was no go before`);
      const check = random.pick(CHECKS);
      const way = random.pick<Way>(
        check === 'payouts/performance' ? UNHEARD : [...UNHEARD, 'empty', 'nothing compared'],
      );
      seen.set(way, (seen.get(way) ?? 0) + 1);
      const verdict = await afterwards(random, made, check, way);
      if (verdict !== 'no_go') violations.push(`seed ${own}: ${check} ${way}, and it is ${verdict}`);
      if (i % 50 === 49) say?.(`${i + 1} of ${count}`);
    }
    const confirmed = [...seen].map(([way, times]) => `${times} × ${way}`).join(', ');
    return { seed, count, confirmed, violations };
  },
};

/** The verdict once what the check said last no longer speaks for the present; the other checks go on. */
async function afterwards(random: Random, made: CleanMigration, check: Check, way: Way): Promise<string> {
  const now = new Date(made.noon(2).getTime() + random.int(50) * 60_000);
  await made.cleanDay(now, [check]);
  const base = { checkId: made.checkIds[check] ?? '', at: now };
  const body = bodyOf(check, way, base, now);
  if (body) await made.submit(body, now).catch(expectRefusal);
  const later = new Date(made.noon(1).getTime() + DAY_MS + HOUR_MS + 1 + random.int(20 * 60) * 60_000);
  return (await made.verdictAt(later)).verdict;
}

function bodyOf(check: Check, way: Way, base: { checkId: string; at: Date }, now: Date) {
  const from = new Date(now.getTime() - HOUR_MS);
  const run =
    check === 'payouts/record_count'
      ? countRun(base, way === 'empty' ? 0 : 100)
      : check === 'payouts/field_level'
        ? fieldRun(base, way === 'empty' ? { rows: 0 } : {})
        : performanceRun({ ...base, from }, way === 'empty' ? 0 : 100);
  if (way === 'silent') return null;
  if (way === 'empty') return run;
  // JSON has no NaN; a client that writes one sends it as text.
  if (way === 'not a number') return JSON.parse(JSON.stringify(run).replace('"compared":100', '"compared":"NaN"'));
  if (way === 'missing') return JSON.parse(JSON.stringify({ ...run, counts: undefined, legacy: undefined }));
  return { ...run, coverage: { method: 'full' as const, population: 0, compared: 0 } };
}

/** What is refused is nowhere, so the check falls due like one that fell silent. */
function expectRefusal(error: unknown): void {
  const code = error instanceof AppError || (error instanceof Error && 'code' in error) ? error.code : null;
  if (code !== 'BAD_REQUEST' && code !== 'UNPROCESSABLE_CONTENT') throw error;
}
