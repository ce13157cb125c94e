import { noInputSchema } from '#core/schema-parts.ts';
import { DAY_MS } from '#core/time/units.ts';
import { command } from '../command.ts';
import { OK, okSchema } from '../ok.ts';
import type { Tx } from '../scope.ts';

/** Calls of keys, and looks through share links. */
const KEEP_CALLS_DAYS = 30;
const KEEP_EVENTS_DAYS = 7;
const KEEP_ATTEMPTS_DAYS = 1;

/** Deletes what has served: logged calls and looks, events that everybody has heard, changes that no cached verdict asks for, sign-in counters and sessions that are over. */
export const prune = command(
  {
    can: 'system',
    input: noInputSchema,
    output: okSchema,
    audit: { none: 'Nothing that anything rests on is deleted.' },
  },
  async (tx, ctx) => {
    const now = ctx.now().getTime();
    const before = (days: number) => ({ lt: new Date(now - days * DAY_MS) });
    await tx.requestLog.deleteMany({ where: { at: before(KEEP_CALLS_DAYS) } });
    await tx.shareVisit.deleteMany({ where: { at: before(KEEP_CALLS_DAYS) } });
    await tx.outboxEvent.deleteMany({ where: { at: before(KEEP_EVENTS_DAYS) } });
    await tx.signInThrottle.deleteMany({ where: { windowStart: before(KEEP_ATTEMPTS_DAYS) } });
    await tx.session.deleteMany({ where: { expiresAt: before(0) } });
    await tx.oidcAttempt.deleteMany({ where: { expiresAt: before(KEEP_ATTEMPTS_DAYS) } });
    await forgetVerdictInputChanges(tx);
    return { result: OK };
  },
);

/** This transaction stands for all that it forgets: whoever has seen it has seen them, and who has not computes anew. */
async function forgetVerdictInputChanges(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (DELETE FROM verdict_input_change RETURNING migration_id)
    INSERT INTO verdict_input_change (migration_id, transaction, since)
    SELECT DISTINCT migration_id, pg_current_xact_id()::text::bigint, '-infinity'::date FROM gone`;
}
