import { gzipSync } from 'node:zlib';
import { symbols } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Difference, Group } from '#core/run/difference.ts';
import { systemContext } from '../context.ts';
import { db } from '../db.ts';
import { log } from '../log.ts';
import { newId } from '../new-id.ts';
import { flushRequests } from '../request-log/note-request.ts';
import { type HttpAnswer, http, trpcHttp } from '../testing/call.ts';
import { dumpDatabase } from '../testing/dump.ts';
import { type MadeKey, type MadeMigration, makeDatasets, makeKey, makeMigration } from '../testing/factory.ts';
import { fieldRun, modified } from '../testing/runs.ts';

/**
 * A clear value of a sensitive column, in every place of every ingest call where a value can be put, well-formed and malformed,
 * through both entry points, packed and not. It must be in no table, in no line of the server's log, in no answer.
 */
const CANARY = 'DE89370400440532013000';
const now = () => new Date();
const paths = {
  'ingest.submitRun': '/ingest/runs',
  'ingest.validateRun': '/ingest/validate',
  'ingest.openRun': '/ingest/runs/open',
  'ingest.appendDifferences': '/ingest/runs/differences',
  'ingest.completeRun': '/ingest/runs/complete',
  'ingest.metrics': '/ingest/metrics',
  'ingest.heartbeat': '/ingest/heartbeat',
} as const;
type Call = keyof typeof paths;

let migration: MadeMigration;
let key: MadeKey;
let checkIds: Record<string, string>;
let openRunId: string;
const written: string[] = [];
const keep = (chunk: unknown) => {
  written.push(String(chunk));
  return true;
};

beforeAll(async () => {
  migration = await makeMigration({ now });
  key = await makeKey(migration, { now });
  const checks = (['field_level', 'aggregate', 'noise_floor', 'performance'] as const).map((kind) => ({
    kind,
    schedule: { everyMs: 3_600_000, graceMs: 60_000 },
    tolerances: kind === 'performance' ? { slaMs: '400' } : {},
  }));
  const columns = [{ name: 'id' }, { name: 'amount' }, { name: 'iban', legacy: 'KONTO', sensitive: true }];
  ({ checkIds } = await makeDatasets(migration, [{ name: 'payouts', keyColumns: ['id'], columns, checks }], now));
  openRunId = newId();
  const open = { protocol: 1, runId: openRunId, checkId: checkOf('field_level'), kind: 'field_level' };
  expect((await http(paths['ingest.openRun'], { key: key.secret, body: open })).status).toBe(200);
  log.level = 'trace';
  const sink: { write: (text: string) => unknown } = Reflect.get(log, symbols.streamSym);
  vi.spyOn(sink, 'write').mockImplementation(keep);
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockImplementation(keep);
});

afterAll(() => vi.restoreAllMocks());

const checkOf = (kind: string) => checkIds[`payouts/${kind}`] ?? '';
const fieldLevel = () => fieldRun({ checkId: checkOf('field_level'), at: new Date() }, { amount: 1 });
const clear = { value: CANARY };

function differences(): Partial<Difference>[] {
  const [sample] = modified({ at: new Date() }, 1);
  const missing = { ...sample, class: 'missing_in_target' as const, field: undefined, target: undefined };
  return [
    { ...sample, field: 'iban', legacy: clear, target: { value: null } },
    { ...sample, field: 'KONTO', legacy: { value: null }, target: clear },
    { ...sample, key: { id: { value: '1' }, iban: clear } },
    { ...sample, key: { ko_nto: clear } },
    { ...missing, legacy: clear },
  ];
}

const group: Group = {
  class: 'modified',
  field: 'iban',
  pattern: { id: 'constant', version: 1, params: { from: CANARY } },
  rowCount: 1,
};

/** Well-formed, so that only the plan can say that it must not be stored. */
function wellFormed(): [Call, object][] {
  const groups = { ...fieldLevel(), differences: [], groups: [group] };
  const nameless = { ...groups, groups: [{ ...group, field: null, class: 'missing_in_target' as const }] };
  const base = fieldRun({ checkId: checkOf('aggregate'), at: new Date() });
  const { counts: _, fields: __, columns: ___, differences: ____, pairedBy: _____, ...envelope } = base;
  const aggregates = [{ name: 'sum', keys: { iban: CANARY }, legacy: '1', target: '1', unit: 'EUR' }];
  const aggregate = { ...envelope, kind: 'aggregate', aggregates };
  const noise = { ...groups, kind: 'noise_floor', checkId: checkOf('noise_floor'), differences: undefined };
  const runs = [
    ...differences().map((one) => ({ ...fieldLevel(), differences: [one] })),
    groups,
    nameless,
    aggregate,
    noise,
  ];
  return [
    ...runs.flatMap((run): [Call, object][] => [
      ['ingest.submitRun', run],
      ['ingest.validateRun', { ...run, runId: newId() }],
    ]),
    ...differences().map((one, chunk): [Call, object] => [
      'ingest.appendDifferences',
      { protocol: 1, runId: openRunId, chunk, differences: [one] },
    ]),
    ['ingest.completeRun', { chunks: 0, run: { ...groups, runId: openRunId } }],
    ['ingest.completeRun', { chunks: 0, run: { ...fieldLevel(), runId: openRunId, differences: differences() } }],
  ];
}

/** Refused before the plan is asked. */
function malformed(): [Call, object][] {
  const run = fieldLevel();
  const [first] = differences();
  const wrongRuns = [
    { ...run, durationMs: -1, differences: [first] },
    { ...run, runId: CANARY },
    { ...run, kind: CANARY },
    { ...run, note: CANARY },
    { ...run, counts: { ...run.counts, legacy: CANARY } },
    { ...run, asOf: { legacy: CANARY, target: CANARY } },
    { ...run, differences: [{ ...first, class: CANARY, money: CANARY, observedAt: CANARY }] },
    { ...run, differences: [{ ...first, legacy: CANARY, target: { value: { text: CANARY } } }] },
    { ...run, differences: [{ ...first, target: { masked: CANARY, method: CANARY } }] },
    { ...run, differences: [{ ...first, target: { value: CANARY, masked: CANARY } }] },
    { ...run, supersedesRunId: CANARY, nextDueAt: CANARY },
    { ...run, differences: CANARY },
  ];
  const side = { requests: CANARY, errors: 0, failedTransactions: 0, latency: [{ upToMs: CANARY, count: 1 }] };
  return [
    ...wrongRuns.flatMap((body): [Call, object][] => [
      ['ingest.submitRun', body],
      ['ingest.validateRun', body],
      ['ingest.completeRun', { chunks: CANARY, run: body }],
    ]),
    ['ingest.openRun', { protocol: 1, runId: CANARY, checkId: CANARY, kind: CANARY, deadlineMs: CANARY }],
    ['ingest.appendDifferences', { protocol: CANARY, runId: CANARY, chunk: CANARY, differences: [first] }],
    ['ingest.metrics', { protocol: 1, points: [{ checkId: CANARY, at: CANARY, legacy: side, note: CANARY }] }],
    ['ingest.metrics', { protocol: 1, points: [{ checkId: checkOf('performance'), at: CANARY, targetShare: CANARY }] }],
    [
      'ingest.heartbeat',
      { protocol: 1, agent: { name: '', version: 5 }, clock: CANARY, backlog: CANARY, note: CANARY },
    ],
  ];
}

const gzip = (text: string) => ({ raw: new Uint8Array(gzipSync(text)), headers: { 'content-encoding': 'gzip' } });

async function everywhere(call: Call, body: object): Promise<HttpAnswer[]> {
  const text = JSON.stringify(body);
  expect(text).toContain(CANARY);
  return [
    await http(paths[call], { key: key.secret, body }),
    await http(paths[call], { key: key.secret, ...gzip(text) }),
    await trpcHttp(call, { key: key.secret, body }),
    await trpcHttp(call, { key: key.secret, ...gzip(text) }),
  ];
}

async function expectNowhere(answers: readonly HttpAnswer[]): Promise<void> {
  await flushRequests(systemContext('test'));
  for (const { body, headers } of answers) {
    expect(JSON.stringify(body)).not.toContain(CANARY);
    expect(JSON.stringify([...headers])).not.toContain(CANARY);
  }
  expect(await dumpDatabase()).not.toContain(CANARY);
  log.info('the log is heard');
  expect(written.join('')).toContain('the log is heard');
  expect(written.join('')).not.toContain(CANARY);
}

describe('a clear value of a sensitive column', { timeout: 60_000 }, () => {
  it('is refused with its place and kept nowhere, wherever in a well-formed body it stands', async () => {
    for (const [call, body] of wellFormed()) {
      const answers = await everywhere(call, body);
      const what = `${call} ${JSON.stringify(body)} ${JSON.stringify(answers[0]?.body)}`;
      expect(
        answers.map(({ status }) => status),
        what,
      ).toEqual([422, 422, 422, 422]);
      expect(JSON.stringify(answers[0]?.body), what).toMatch(/sensitive/);
      await expectNowhere(answers);
    }
  });

  it('is kept nowhere by a malformed body either', async () => {
    const answers: HttpAnswer[] = [];
    for (const [call, body] of malformed()) {
      const these = await everywhere(call, body);
      expect(
        these.map(({ status }) => status),
        `${call} ${JSON.stringify(body)}`,
      ).toEqual([400, 400, 400, 400]);
      answers.push(...these);
    }
    const broken = `{"runId": "${CANARY}", `;
    for (const path of Object.values(paths)) {
      answers.push(await http(path, { key: key.secret, raw: broken }));
      answers.push(await http(path, { key: key.secret, ...gzip(broken) }));
      answers.push(await http(path, { key: key.secret, raw: CANARY, headers: { 'content-type': 'text/plain' } }));
    }
    for (const call of Object.keys(paths)) answers.push(await trpcHttp(call, { key: key.secret, raw: broken }));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    await expectNowhere(answers);
  });

  it('is not revealed by an error that nobody expected: the log shows kind, words and place of it, not what hung on it', async () => {
    await db.$executeRaw`ALTER TABLE difference ADD CONSTRAINT broken CHECK (ordinal < 0) NOT VALID`;
    try {
      const [sample] = modified({ at: new Date() }, 1);
      const body = { ...fieldLevel(), differences: [{ ...sample, legacy: clear }] };
      const answers = await everywhere('ingest.submitRun', body);
      expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
      await expectNowhere(answers);
      expect(written.join('')).toMatch(/call failed/);
      expect(written.join('')).toMatch(/23514/);
    } finally {
      await db.$executeRaw`ALTER TABLE difference DROP CONSTRAINT broken`;
    }
  });

  it('that the database could not keep is refused with its place, and an agent does not send it for ever', async () => {
    const [sample] = modified({ at: new Date() }, 1);
    for (const [text, hash] of [
      [`${CANARY}\0`, expect.stringMatching(/^[0-9a-f]{64}$/)],
      [`${CANARY}\ud83d`, null],
    ] as const) {
      const body = { ...fieldLevel(), differences: [{ ...sample, legacy: { value: text } }] };
      const answers = await everywhere('ingest.submitRun', body);
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
      expect(answers[0]?.body).toMatchObject({ error: { problems: [{ pointer: '/differences/0/legacy/value' }] } });
      await expectNowhere(answers);
      const logged = await db.requestLog.findFirst({ orderBy: { id: 'desc' } });
      expect(logged).toMatchObject({ status: 400, payloadHash: hash });
    }
  });
});
