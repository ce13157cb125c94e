import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createClient } from '../client/parallax-client.ts';
import { type Recorded, type Reply, startRecordingServer } from '../testing/recording-server.ts';
import { callsOf, forever, headOf } from '../testing/spool-fixtures.ts';
import { newFolder, openSpool } from '../testing/spool-kit.ts';
import { Deliverer } from './deliverer.ts';
import { inspectSpool } from './inspect.ts';

const A = '019b0000-0000-7000-8000-00000000000a';
const B = '019b0000-0000-7000-8000-00000000000b';
const C = '019b0000-0000-7000-8000-00000000000c';

type Sent = { runId: string; part: number };
const sentOf = ({ body }: Recorded): Sent => {
  const { runId, part } = Object(body);
  return { runId: String(runId), part: Number(part) };
};
const receiptOf = (runId: string) => ({
  runId,
  state: 'completed',
  verdict: 'match',
  payloadHash: 'h',
  receivedAt: '2026-11-21T08:00:00Z',
  planVersion: 1,
  replayed: false,
});
const accepted = (call: Recorded): Reply => ({ body: receiptOf(sentOf(call).runId) });
const refused = (status: number, code: string): Reply => ({ status, body: { error: { code, message: 'No.' } } });

async function start(answer: (call: Recorded, all: readonly Recorded[]) => Reply, folder = newFolder()) {
  const server = await startRecordingServer(answer);
  const { spool, said } = openSpool(folder);
  const stop = new AbortController();
  const client = createClient({ url: server.url, key: 'plx_test', signal: stop.signal, patienceMs: 60_000 });
  const notice = (text: string) => said.push(text);
  const deliverer = new Deliverer({ spool, client, notice, signal: stop.signal, keyAgainMs: 100 });
  const running = deliverer.run();
  const end = async () => {
    stop.abort();
    await running;
    await spool.close();
  };
  afterAll(end);
  const keep = async (runId: string, sizes?: number[]) => {
    await spool.keep(headOf(runId), callsOf(runId, sizes), forever);
    deliverer.nudge();
  };
  const untilEmpty = () => expect.poll(() => spool.counts.waiting, { timeout: 20_000 }).toBe(0);
  return { folder, spool, said, keep, end, untilEmpty, calls: server.calls };
}

describe('delivering what waits', () => {
  it('sends oldest first, each until it is answered, byte for byte the same', async () => {
    const { keep, untilEmpty, calls } = await start((call, all) => {
      if (all.length === 2) return { drop: true };
      if (all.length === 4) return { status: 503, headers: { 'retry-after': '0' } };
      return accepted(call);
    });
    for (const runId of [A, B, C]) await keep(runId, [30_000]);
    await untilEmpty();
    expect(calls.map((call) => sentOf(call).runId)).toEqual([A, B, B, C, C]);
    expect(calls[1]?.raw).toEqual(calls[2]?.raw);
    expect(calls[3]?.raw).toEqual(calls[4]?.raw);
  });

  it('says how long it held a result, by a clock that does not jump, and nothing of what another process wrote', async () => {
    const first = await start((call, all) => {
      if (all.length < 3) return { status: 503, headers: { 'retry-after': '1' } };
      return accepted(call);
    });
    const keptMs = performance.now();
    await first.keep(A);
    await first.untilEmpty();
    const waitedMs = performance.now() - keptMs;
    const held = first.calls.map(({ headers }) => Number(headers['x-agent-held-ms']));
    expect(held).toHaveLength(3);
    expect(held[0]).toBeLessThan(1_000);
    expect(held[2]).toBeGreaterThanOrEqual(1_900);
    expect(held[2]).toBeLessThanOrEqual(waitedMs + 50);

    const folder = newFolder();
    const child = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../testing/keep-some.ts', import.meta.url)), folder, '1'],
      {
        encoding: 'utf8',
      },
    );
    expect(child.stderr).toBe('');
    const second = await start(accepted, folder);
    await expect.poll(() => second.calls.length).toBeGreaterThan(0);
    for (const { headers } of second.calls) expect(headers).not.toHaveProperty('x-agent-held-ms');
  });

  it('puts aside what is refused for good, with every reason, and goes on', async () => {
    const problems = [{ pointer: '/counts', message: 'does not add up' }];
    const { keep, untilEmpty, calls, said, folder, spool } = await start((call) =>
      sentOf(call).runId === B
        ? { status: 422, body: { error: { code: 'UNPROCESSABLE', message: 'No.', problems } } }
        : accepted(call),
    );
    for (const runId of [A, B, C]) await keep(runId);
    await untilEmpty();
    expect(calls.map((call) => sentOf(call).runId)).toEqual([A, B, C]);
    expect(said).toEqual([expect.stringContaining('/counts: does not add up')]);
    expect(readFileSync(inspectSpool(folder).setAside[0] ?? '', 'utf8')).toContain('/counts: does not add up');
    expect(spool.counts.refused).toBe(1);
  });

  it.each([
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
  ])('throws nothing away while the key is refused with %i', async (status, code) => {
    let valid = false;
    const { keep, untilEmpty, calls, said, folder, spool } = await start((call) =>
      valid ? accepted(call) : refused(status, code),
    );
    for (const runId of [A, B]) await keep(runId);
    await expect.poll(() => calls.length).toBeGreaterThanOrEqual(3);
    expect(new Set(calls.map((call) => sentOf(call).runId))).toEqual(new Set([A]));
    expect(said[0]).toContain('Parallax does not accept the key');
    expect(said[0]).toContain('2 results wait on disk');
    expect(spool.counts.waiting).toBe(2);
    valid = true;
    await untilEmpty();
    expect(inspectSpool(folder).setAside).toEqual([]);
  });

  it('takes neither the refusal nor the consent of anybody else for one of Parallax', async () => {
    const { keep, untilEmpty, calls, folder } = await start((call, all) => {
      if (all.length === 1) return { status: 404, body: 'a page of some proxy' };
      if (all.length === 2) return { body: 'please sign in to the guest network' };
      return accepted(call);
    });
    await keep(A);
    await untilEmpty();
    expect(calls).toHaveLength(3);
    expect(inspectSpool(folder).setAside).toEqual([]);
  }, 30_000);

  it('goes on within a large result after a restart, and from its beginning where it is not known any more', async () => {
    const folder = newFolder();
    let away = true;
    const first = await start((call) => (away && sentOf(call).part === 2 ? { status: 503 } : accepted(call)), folder);
    await first.keep(A, [10, 10, 10, 10]);
    await expect.poll(() => first.calls.length).toBeGreaterThanOrEqual(3);
    await first.end();
    away = false;
    const second = await start(accepted, folder);
    await second.untilEmpty();
    expect(second.calls.map((call) => sentOf(call).part)).toEqual([2, 3]);

    const { keep, untilEmpty, calls } = await start((call, all) =>
      all.length === 2 ? refused(404, 'NOT_FOUND') : accepted(call),
    );
    await keep(A, [10, 10]);
    await untilEmpty();
    expect(calls.map((call) => sentOf(call).part)).toEqual([0, 1, 0, 1]);
  });

  it('gives a large run up when its deadline has passed, reports that, and sends the next', async () => {
    const { keep, untilEmpty, calls, said } = await start((call) =>
      sentOf(call).part === 1 && sentOf(call).runId === A ? refused(409, 'CONFLICT') : accepted(call),
    );
    await keep(A, [10, 10]);
    await keep(B);
    await untilEmpty();
    expect(calls.map((call) => sentOf(call).runId)).toEqual([A, A, B]);
    expect(said[0]).toContain('put aside in');
  });
});
