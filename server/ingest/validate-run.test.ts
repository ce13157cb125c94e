import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { flushRequests } from '../request-log/note-request.ts';
import { http } from '../testing/call.ts';
import { dumpDatabase } from '../testing/dump.ts';
import { type MadeKey, type MadeMigration, makeDatasets, makeKey, makeMigration } from '../testing/factory.ts';
import { countRun, fieldRun, modified } from '../testing/runs.ts';

const now = () => new Date();
let migration: MadeMigration;
let key: MadeKey;
let checkIds: Record<string, string>;

beforeAll(async () => {
  migration = await makeMigration({ now });
  key = await makeKey(migration, { scopes: ['ingest'], now });
  const checks = (['record_count', 'field_level'] as const).map((kind) => ({
    kind,
    schedule: { everyMs: 3_600_000, graceMs: 60_000 },
  }));
  const columns = [{ name: 'amount' }, { name: 'iban', sensitive: true }];
  ({ checkIds } = await makeDatasets(migration, [{ name: 'payouts', keyColumns: ['id'], columns, checks }], now));
});

const field = (differing: number) =>
  fieldRun({ checkId: checkIds['payouts/field_level'] ?? '', at: new Date() }, { amount: differing });
const count = () => countRun({ checkId: checkIds['payouts/record_count'] ?? '', at: new Date() });

/** Everything but the log of calls, and when the key was used. */
async function stored(): Promise<string> {
  await flushRequests(systemContext('test'));
  await db.$executeRaw`DELETE FROM request_log`;
  await db.$executeRaw`DELETE FROM outbox_event WHERE topic = 'agent'`;
  await db.$executeRaw`UPDATE api_key SET last_used_at = NULL`;
  return await dumpDatabase();
}

const answerSchema = z.looseObject({ error: z.looseObject({}).optional() });

/** An answer without what is told of this very call. */
function comparable(body: unknown): object {
  const { error, stored: _, receivedAt: __, ...answer } = answerSchema.parse(body);
  return error ? { ...error, requestId: null } : answer;
}

describe('trying a run', () => {
  it('answers as the real call does and keeps nothing, whether the run is good, bad or there already', async () => {
    await http('/ingest/runs', { key: key.secret, body: count() });
    const taken = count();
    await http('/ingest/runs', { key: key.secret, body: taken });
    const [sample] = modified({ at: new Date() }, 1);
    const clear = { ...sample, field: 'iban', legacy: { value: 'DE89' }, target: { value: 'DE90' } };
    const bodies = [
      field(3),
      taken,
      { ...taken, durationMs: 7 },
      { ...field(0), supersedesRunId: taken.runId },
      { ...count(), checkId: checkIds['payouts/field_level'] },
      { ...field(1), differences: [clear] },
      { ...field(1), fields: [{ name: 'amount', compared: 100, matching: 98 }] },
      { ...count(), counts: { legacy: '5', target: -1 }, more: true },
    ];
    const before = await stored();
    const tried = [];
    for (const body of bodies) tried.push(await http('/ingest/validate', { key: key.secret, body }));
    expect(await stored()).toBe(before);
    const real = [];
    for (const body of bodies) real.push(await http('/ingest/runs', { key: key.secret, body }));
    expect(tried.map(({ status }) => status)).toEqual(real.map(({ status }) => status));
    expect(new Set(tried.map(({ status }) => status))).toEqual(new Set([200, 400, 409, 422]));
    expect(tried.map(({ body }) => comparable(body))).toEqual(real.map(({ body }) => comparable(body)));
    expect(tried.filter(({ status }) => status === 200).map(({ body }) => body)).toEqual([
      expect.objectContaining({ stored: false, verdict: 'mismatch', replayed: false }),
      expect.objectContaining({ stored: false, verdict: 'match', replayed: true }),
    ]);
    expect(await stored()).not.toBe(before);
  });

  it('leaves its line in the log, with the hash under which the real call will stand', async () => {
    const body = field(2);
    const tried = await http('/ingest/validate', { key: key.secret, body });
    const { payloadHash } = tried.body as { payloadHash: string };
    await flushRequests(systemContext('test'));
    const rows = await db.requestLog.findMany({ where: { payloadHash } });
    expect(rows.map(({ call, outcome, runId }) => [call, outcome, runId])).toEqual([
      ['ingest.validateRun', 'taken', body.runId],
    ]);
  });
});
