import { beforeAll, describe, expect, it } from 'vitest';
import type { RunInput } from '#core/run/schema.ts';
import { toAppError } from '../error-response.ts';
import { newId } from '../new-id.ts';
import { as, http } from '../testing/call.ts';
import { dumpDatabase } from '../testing/dump.ts';
import {
  at,
  type MadeKey,
  type MadeMigration,
  makeDatasets,
  makeKey,
  makeMigration,
  START,
} from '../testing/factory.ts';
import { checksumRun, countRun, fieldRun, modified } from '../testing/runs.ts';

const daily = { everyMs: 86_400_000, graceMs: 3_600_000 };

let migration: MadeMigration;
let key: MadeKey;
let checkIds: Record<string, string>;
let datasetIds: Record<string, string>;

beforeAll(async () => {
  migration = await makeMigration();
  key = await makeKey(migration);
  ({ checkIds, datasetIds } = await makeDatasets(migration, [
    {
      name: 'payouts',
      criticality: 'critical',
      keyColumns: ['id'],
      columns: [{ name: 'amount' }, { name: 'iban', sensitive: true }],
      checks: [
        { kind: 'record_count', schedule: daily },
        { kind: 'field_level', schedule: daily },
        { kind: 'checksum', schedule: daily },
      ],
    },
    { name: 'clicks', checks: [{ kind: 'record_count', schedule: daily }] },
  ]));
});

const check = (name: string) => checkIds[name] ?? 'no such check';
const submit = (run: RunInput, now = at(START)) => as(key.actor, now).ingest.submitRun(run);
const refusalOf = (call: Promise<unknown>) => call.then(() => expect.unreachable('was accepted'), toAppError);

describe('a run in one call', () => {
  it('is stored, judged and answered', async () => {
    const run = fieldRun({ checkId: check('payouts/field_level'), at: START }, { amount: 3 }, ['iban']);
    const receipt = await submit(run);
    expect(receipt).toMatchObject({ runId: run.runId, state: 'completed', verdict: 'mismatch', replayed: false });
    const found = await as(migration.lead).run.get({ migrationId: migration.id, runId: run.runId });
    expect(found).toMatchObject({
      verdict: 'mismatch',
      payloadHash: receipt.payloadHash,
      planVersion: receipt.planVersion,
      text: '3 of 100 rows differ',
      keyName: 'agent',
      agentName: 'test-agent',
      run: { kind: 'field_level', runId: run.runId, differences: [] },
    });
    expect(found.groups).toMatchObject([{ class: 'modified', field: 'amount', rowCount: 3, estimated: true }]);
  });

  it('gives the first answer again to the same body, and names both hashes to another', async () => {
    const run = countRun({ checkId: check('payouts/record_count'), at: START });
    const first = await submit(run);
    expect(await submit(run, at('2026-03-02T10:00:00Z'))).toEqual({ ...first, replayed: true });
    const refusal = await refusalOf(submit({ ...run, durationMs: 7 }));
    expect(refusal).toMatchObject({ code: 'CONFLICT', problems: [{ pointer: '/runId' }] });
    expect(refusal.problems[0]?.message).toContain(first.payloadHash);
    expect(refusal.problems[0]?.message.match(/[0-9a-f]{64}/g)).toHaveLength(2);
  });

  it('takes effect once under concurrent duplicates, and only one of two bodies wins', async () => {
    const base = { checkId: check('clicks/record_count'), at: START, runId: newId() };
    const bodies = Array.from({ length: 24 }, (_, i) => countRun(base, 100, i % 2 === 0 ? 100 : 99));
    const settled = await Promise.allSettled(bodies.map((body) => submit(body)));
    const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refusals = settled.flatMap((one) => (one.status === 'rejected' ? [toAppError(one.reason).code] : []));
    expect(answers).toHaveLength(12);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ payloadHash }) => payloadHash)).size).toBe(1);
    expect(refusals).toEqual(Array.from({ length: 12 }, () => 'CONFLICT'));
    const { items } = await as(migration.lead).run.list({ migrationId: migration.id, checkId: base.checkId });
    expect(items).toHaveLength(1);
  });

  it('takes runs of one dataset at the same time without losing one', async () => {
    const runs = Array.from({ length: 12 }, (_, i) => {
      const time = new Date(START.getTime() + i * 60_000);
      return i % 2 === 0
        ? fieldRun({ checkId: check('payouts/field_level'), at: time }, { amount: i }, ['iban'])
        : checksumRun({ checkId: check('payouts/checksum'), at: time }, 1);
    });
    await Promise.all(runs.map((run) => submit(run, at('2026-03-02T10:00:00Z'))));
    const overview = await as(migration.lead).evidence.overview({ migrationId: migration.id });
    const field = overview.datasets
      .find(({ name }) => name === 'payouts')
      ?.checks.find(({ kind }) => kind === 'field_level');
    expect(field).toMatchObject({ lastRunId: runs[10]?.runId, lastText: '10 of 100 rows differ' });
    expect(field?.strip).toHaveLength(7);
  });

  it('a run that could not compare is kept as failed and is no evidence', async () => {
    const failure = { message: 'The target cannot be reached.' };
    const time = '2026-03-02T09:30:00Z';
    const run = { ...countRun({ checkId: check('clicks/record_count'), at: time }), failure };
    expect(await submit(run, at(time))).toMatchObject({ state: 'failed', verdict: 'not_evaluated' });
    const found = await as(migration.lead).run.get({ migrationId: migration.id, runId: run.runId });
    expect(found).toMatchObject({ state: 'failed', failure: failure.message });
    const overview = await as(migration.lead).evidence.overview({ migrationId: migration.id });
    const clicks = overview.datasets.find(({ name }) => name === 'clicks')?.checks[0];
    expect(clicks?.lastRunId).not.toBe(run.runId);
    expect(clicks?.strip.at(-1)).toMatchObject({ runId: run.runId, state: 'failed' });
  });
});

describe('a run that is refused', () => {
  it('hears of everything that does not add up, at once', async () => {
    const run = fieldRun({ checkId: check('payouts/field_level'), at: START }, { amount: 3 });
    const refusal = await refusalOf(
      submit({
        ...run,
        window: { from: '2026-03-01T00:00:00Z', to: '2027-01-01T00:00:00Z' },
        counts: { ...run.counts, identical: 1, target: 5 },
        supersedesRunId: run.runId,
      }),
    );
    expect(refusal.code).toBe('UNPROCESSABLE');
    const pointers = new Set(refusal.problems.map(({ pointer }) => pointer));
    for (const pointer of ['/window/to', '/counts/compared', '/counts/target', '/supersedesRunId']) {
      expect(pointers).toContain(pointer);
    }
    const found = as(migration.lead).run.get({ migrationId: migration.id, runId: run.runId });
    await expect(found).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('hears of everything malformed, at once, over HTTP too', async () => {
    const run = countRun({ checkId: check('payouts/record_count'), at: START });
    const body = { ...run, counts: { legacy: -1, target: 1.5 }, durationMs: 'long', colour: 'red' };
    const answer = await http('/ingest/runs', { key: key.secret, body });
    expect(answer.status).toBe(400);
    const { error } = answer.body as { error: { problems: { pointer: string }[] } };
    expect(error.problems.map(({ pointer }) => pointer).sort()).toEqual([
      '/colour',
      '/counts/legacy',
      '/counts/target',
      '/durationMs',
    ]);
  });

  it('is of another migration, of another kind, or of a dataset the key may not touch', async () => {
    const other = await makeMigration();
    const foreign = await makeDatasets(other, [{ name: 'x', checks: [{ kind: 'record_count', schedule: daily }] }]);
    expect(
      await refusalOf(submit(countRun({ checkId: foreign.checkIds['x/record_count'] ?? '', at: START }))),
    ).toMatchObject({
      code: 'UNPROCESSABLE',
      problems: [{ pointer: '/checkId' }],
    });
    expect(await refusalOf(submit(countRun({ checkId: check('payouts/checksum'), at: START })))).toMatchObject({
      code: 'UNPROCESSABLE',
      problems: [{ pointer: '/kind' }],
    });
    const narrow = await makeKey(migration, { datasetIds: [datasetIds.clicks ?? ''] });
    const run = countRun({ checkId: check('payouts/record_count'), at: START });
    expect(await refusalOf(as(narrow.actor).ingest.submitRun(run))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('brings a clear value of a sensitive column, which is stored nowhere', async () => {
    const canary = 'DE89370400440532013000';
    const [sample] = modified({ at: START }, 1);
    if (!sample) return expect.unreachable();
    const base = fieldRun({ checkId: check('payouts/field_level'), at: START }, { amount: 1 });
    const clear = { ...sample, field: 'iban', legacy: { value: canary }, target: { value: `${canary}x` } };
    const fields = [{ name: 'iban', compared: 100, matching: 99 }];
    const refusal = await refusalOf(submit({ ...base, fields, differences: [clear] }));
    expect(refusal).toMatchObject({ code: 'UNPROCESSABLE' });
    expect(refusal.problems.map(({ pointer }) => pointer)).toEqual(['/differences/0/legacy', '/differences/0/target']);

    const runId = newId();
    const { ingest } = as(key.actor);
    const checkId = base.checkId;
    await ingest.openRun({ protocol: 1, runId, checkId, kind: 'field_level' });
    const inKey = { ...sample, key: { iban: { value: canary } } };
    const chunk = { protocol: 1 as const, runId, chunk: 0, differences: [clear, inKey] };
    expect((await refusalOf(ingest.appendDifferences(chunk))).problems).toHaveLength(3);
    const answer = await http('/ingest/runs/differences', { key: key.secret, body: chunk });
    expect(answer.status).toBe(422);

    const masked = { masked: 'b5d4045c3f466fa9', method: 'hmac-sha256' as const };
    const good = { ...clear, legacy: masked, target: masked };
    expect(await ingest.appendDifferences({ ...chunk, differences: [good] })).toMatchObject({ stored: 1 });
    const dump = await dumpDatabase();
    expect(dump).toContain(masked.masked);
    expect(dump).not.toContain(canary);
  });
});
