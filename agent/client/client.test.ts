import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Difference } from '../../core/run/difference.ts';
import { type Run, runSchema } from '../../core/run/schema.ts';
import { type Reply, startRecordingServer } from '../testing/recording-server.ts';
import { callsOfRun, cutIntoChunks } from './calls-of-run.ts';
import { encodeBody } from './encode-body.ts';
import { createClient } from './parallax-client.ts';
import { ParallaxError } from './parallax-error.ts';
import { retryDelayMs } from './retry-delay.ts';

const receipt = {
  runId: '019b0000-0000-7000-8000-000000000001',
  state: 'completed',
  verdict: 'mismatch',
  payloadHash: 'hash',
  receivedAt: '2026-11-21T08:00:00Z',
  planVersion: 1,
  replayed: false,
};

const run: Run = runSchema.parse({
  protocol: 1,
  runId: receipt.runId,
  checkId: '019b0000-0000-7000-8000-000000000002',
  kind: 'field_level',
  window: null,
  asOf: { legacy: { position: null, time: receipt.receivedAt }, target: { position: '0/1', time: receipt.receivedAt } },
  lagMs: 0,
  coverage: { method: 'full', population: 0, compared: 0 },
  tool: { name: 'test', version: '1', configHash: 'c' },
  durationMs: 1,
  counts: {
    legacy: 0,
    target: 0,
    compared: 0,
    identical: 0,
    modified: 0,
    missingInTarget: 0,
    extraInTarget: 0,
    duplicateInTarget: 0,
    suspectedLegacy: 0,
    suspectedTarget: 0,
  },
  fields: [],
});

const difference = (id: number, text = 'x'): Difference => ({
  class: 'modified',
  state: 'confirmed',
  key: { id: { value: String(id) } },
  field: 'name',
  legacy: { value: text },
  target: { value: null },
  observedAt: receipt.receivedAt,
});

async function clientFor(replies: Reply[], patienceMs = 60_000, signal = new AbortController().signal) {
  const server = await startRecordingServer((_, all) => replies[Math.min(all.length, replies.length) - 1] ?? {});
  const retries: string[] = [];
  const client = createClient({
    url: `${server.url}/`,
    key: 'plx_test',
    signal,
    patienceMs,
    onRetry: (text) => retries.push(text),
  });
  return { client, calls: server.calls, retries };
}

describe('the client', () => {
  it('repeats a call byte for byte until it is answered for good', async () => {
    const { client, calls, retries } = await clientFor([
      { drop: true },
      { status: 503, headers: { 'retry-after': '0' } },
      { status: 429, headers: { 'retry-after': '1' } },
      { body: receipt },
    ]);
    const started = Date.now();
    expect(await client.post('ingest/runs', encodeBody(run))).toEqual(receipt);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
    expect(calls).toHaveLength(4);
    expect(new Set(calls.map(({ raw }) => raw.toString('hex'))).size).toBe(1);
    expect(calls[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/ingest/runs',
      headers: { authorization: 'Bearer plx_test' },
    });
    expect(retries).toHaveLength(3);
  });

  it('takes a refusal as final and says every problem', async () => {
    const problems = [
      { pointer: '/counts/compared', message: 'does not add up' },
      { pointer: '/fields/0', message: 'is listed twice' },
    ];
    const { client, calls } = await clientFor([
      {
        status: 422,
        body: { error: { code: 'UNPROCESSABLE', message: 'It does not add up.', problems, requestId: 'r-1' } },
      },
    ]);
    const error = await client.post('ingest/runs', encodeBody(run)).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ParallaxError);
    expect(String(error)).toContain(
      '422 It does not add up. (request r-1)\n  /counts/compared: does not add up\n  /fields/0: is listed twice',
    );
    expect(calls).toHaveLength(1);
  });

  it('gives up when its patience ends, and at once when it is stopped', async () => {
    const { client, calls } = await clientFor([{ status: 503 }], 300);
    await expect(client.post('ingest/runs', encodeBody(run))).rejects.toThrow(/503/);
    expect(calls.length).toBeLessThan(3);
    const stop = new AbortController();
    const stopped = await clientFor([{ status: 503, headers: { 'retry-after': '30' } }], 60_000, stop.signal);
    const waiting = stopped.client.post('ingest/runs', encodeBody(run));
    setTimeout(() => stop.abort(new Error('enough')), 50);
    await expect(waiting).rejects.toThrow();
  });

  it('compresses bodies from 16 KiB on', async () => {
    const { client, calls } = await clientFor([{ body: receipt }]);
    for (const count of [1, 300]) {
      const differences = Array.from({ length: count }, (_, i) => difference(i));
      for (const call of callsOfRun(run, differences)) await client.post(call.path, call);
    }
    expect(calls.map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip']);
    expect(calls[1]?.body).toMatchObject({ differences: { length: 300 } });
  });
});

describe('the calls of a run', () => {
  it('are one up to 5,000 differences, numbered chunks beyond', () => {
    const differences = Array.from({ length: 12_345 }, (_, i) => difference(i));
    expect(callsOfRun(run, differences.slice(0, 5_000)).map(({ path }) => path)).toEqual(['ingest/runs']);
    const calls = callsOfRun(run, differences);
    expect(calls.map(({ path }) => path.replace('ingest/', ''))).toEqual([
      'runs/open',
      'runs/differences',
      'runs/differences',
      'runs/differences',
      'runs/complete',
    ]);
    const bodies = calls.map(({ bytes, gzip }) => JSON.parse(String(gzip ? gunzipSync(bytes) : bytes)));
    expect(bodies.slice(1, 4)).toMatchObject([0, 1, 2].map((chunk) => ({ chunk, runId: run.runId })));
    expect(bodies[4]).toMatchObject({ chunks: 3, run: { differences: [] } });
  });

  it('cuts chunks by size too, and loses none', () => {
    const differences = Array.from({ length: 100 }, (_, i) => difference(i, 'x'.repeat(1_000)));
    const chunks = cutIntoChunks(differences, 10_000);
    expect(chunks.flat()).toEqual(differences);
    for (const chunk of chunks) expect(JSON.stringify(chunk).length).toBeLessThan(10_100);
  });
});

describe('waiting between attempts', () => {
  it('doubles with jitter, up to half a minute', () => {
    expect([0, 1, 2, 20].map((attempt) => retryDelayMs(attempt, null, 0, 1))).toEqual([500, 1_000, 2_000, 30_000]);
    expect(retryDelayMs(2, null, 0, 0)).toBe(1_000);
  });

  it('is never shorter than the server asks for, in seconds or as a date', () => {
    expect(retryDelayMs(0, '7', 0, 0)).toBe(7_000);
    expect(retryDelayMs(0, new Date(5_000).toUTCString(), 2_000, 0)).toBe(3_000);
    expect(retryDelayMs(0, 'soon', 0, 0)).toBe(250);
  });
});
