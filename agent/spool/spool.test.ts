import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { callsOf, forever, headOf, MIB } from '../testing/spool-fixtures.ts';
import { drain, newFolder, openSpool } from '../testing/spool-kit.ts';
import { inspectSpool } from './inspect.ts';
import { SEGMENT } from './segment-files.ts';
import type { Spool } from './spool.ts';

const keep = (spool: Spool, runId: string, sizes?: number[], more: Parameters<typeof headOf>[1] = {}) =>
  spool.keep(headOf(runId, more), callsOf(runId, sizes), forever);
const segmentsOf = (folder: string) => readdirSync(folder).filter((name) => SEGMENT.test(name));
const diskOf = (folder: string) => segmentsOf(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
const asideOf = (folder: string) => inspectSpool(folder).setAside;

describe('the spool', () => {
  it('gives results back in order, byte for byte, after a restart too', async () => {
    const folder = newFolder();
    const first = openSpool(folder);
    await Promise.all(['a', 'b', 'c'].map((runId, i) => keep(first.spool, runId, [10, 100_000 * i])));
    await first.spool.close();
    const { spool, said } = openSpool(folder);
    expect(spool.counts.waiting).toBe(3);
    const calls = callsOf('a', [10, 0]);
    const head = await spool.head();
    expect(head).toMatchObject({ part: 0, entry: { result: headOf('a') } });
    for (const [part, call] of calls.entries()) {
      expect(head && (await spool.read(head.entry, part))).toEqual(call);
    }
    expect(await drain(spool)).toEqual(['a', 'b', 'c']);
    expect(said).toEqual([]);
    await spool.close();
    expect(segmentsOf(folder)).toEqual([]);
  });

  it('goes on within a large result where it stopped', async () => {
    const folder = newFolder();
    const first = openSpool(folder);
    await keep(first.spool, 'a', [10, 10, 10]);
    const head = await first.spool.head();
    if (head) await first.spool.sent(head.entry, 2);
    await first.spool.close();
    const { spool } = openSpool(folder);
    expect(await spool.head()).toMatchObject({ part: 2 });
    await spool.close();
  });

  it('cuts off a result at whatever byte writing it was stopped, reports that, and goes on behind the one before', async () => {
    const folder = newFolder();
    const first = openSpool(folder);
    await keep(first.spool, 'a', [50, 50]);
    const whole = first.spool.counts.bytes;
    await keep(first.spool, 'b', [50, 50]);
    await first.spool.close();
    const [name] = segmentsOf(folder);
    const path = join(folder, name ?? '');
    const bytes = readFileSync(path);
    for (let cut = whole + 1; cut < bytes.length; cut += 13) {
      writeFileSync(path, bytes.subarray(0, cut));
      const { spool, said } = openSpool(folder);
      expect(said, `cut at ${cut}`).toEqual([expect.stringContaining(`cut off at byte ${whole} of ${path}`)]);
      expect(spool.counts.waiting).toBe(1);
      await spool.close();
      expect(statSync(path).size).toBe(whole);
      expect(asideOf(folder)).toEqual([]);
    }
  });

  it('sets damage in the middle aside, by its place, and delivers what lies behind it', async () => {
    const folder = newFolder();
    const first = openSpool(folder);
    const ends: number[] = [];
    for (const runId of ['a', 'b', 'c']) {
      await keep(first.spool, runId, [300, 300]);
      ends.push(first.spool.counts.bytes);
    }
    await first.spool.close();
    const path = join(folder, segmentsOf(folder)[0] ?? '');
    const bytes = readFileSync(path);
    const [from = 0, to = 0] = ends;
    for (const at of [from, from + 9, from + 20, from + 60, from + 400, to - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      writeFileSync(path, damaged);
      const { spool, said } = openSpool(folder);
      expect(said, `byte ${at}`).toEqual([expect.stringContaining(`${to - from} bytes from byte ${from} on`)]);
      expect(spool.counts.waiting).toBe(2);
      await spool.close();
      expect(readFileSync(asideOf(folder)[0] ?? '')).toEqual(damaged.subarray(from, to));
      const again = openSpool(folder);
      expect(again.said).toEqual([]);
      expect((await again.spool.head())?.entry.result.runId).toBe('a');
      await again.spool.close();
    }
    const last = openSpool(folder);
    expect(await drain(last.spool)).toEqual(['a', 'c']);
    await last.spool.close();
  });

  it('notices what is damaged while it works', async () => {
    const folder = newFolder();
    const { spool, said } = openSpool(folder);
    for (const runId of ['a', 'b', 'c']) await keep(spool, runId, [300]);
    const path = join(folder, segmentsOf(folder)[0] ?? '');
    const bytes = readFileSync(path);
    bytes[Math.floor(bytes.length / 2)] = 0;
    writeFileSync(path, bytes);
    expect(await drain(spool)).toEqual(['a', 'c']);
    expect(said).toEqual([expect.stringContaining('is damaged')]);
    expect(spool.counts.waiting).toBe(0);
    await spool.close();
  });

  it('takes zeros behind the last result, as a power cut may leave them, for what it is', async () => {
    const folder = newFolder();
    const first = openSpool(folder);
    await keep(first.spool, 'a');
    await first.spool.close();
    const path = join(folder, segmentsOf(folder)[0] ?? '');
    appendFileSync(path, Buffer.alloc(4_096));
    const { spool, said } = openSpool(folder);
    expect(said).toHaveLength(1);
    await keep(spool, 'b');
    expect(await drain(spool)).toEqual(['a', 'b']);
    await spool.close();
  });

  it('sends everything again rather than nothing when it cannot read how far it was', async () => {
    const folder = newFolder();
    const first = openSpool(folder);
    for (const runId of ['a', 'b']) await keep(first.spool, runId);
    const head = await first.spool.head();
    if (head) await first.spool.delivered(head.entry);
    await first.spool.close();
    const second = openSpool(folder);
    expect((await second.spool.head())?.entry.result.runId).toBe('b');
    await second.spool.close();
    truncateSync(join(folder, 'cursor.json'), 3);
    const { spool } = openSpool(folder);
    expect(await drain(spool)).toEqual(['a', 'b']);
    await spool.close();
  });

  it('belongs to one process at a time, and to the next one at once', async () => {
    const folder = newFolder();
    const first = openSpool(folder);
    expect(() => openSpool(folder)).toThrow(new RegExp(`in use by another agent \\(process ${process.pid}, since`));
    await first.spool.close();
    const { spool } = openSpool(folder);
    await spool.close();
  });

  it('says where it cannot write', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openSpool(join(file, 'state'))).toThrow(/Results cannot be kept in .*agent\.stateFolder/);
  });
});

describe('a full spool', () => {
  const maxBytes = MIB;

  it('drops results that found nothing: first what a newer one of the day makes obsolete, then the oldest; and reports that', async () => {
    const folder = newFolder();
    const { spool, said } = openSpool(folder, { maxBytes });
    const kept: string[] = [];
    const days = ['2026-11-19', '2026-11-20', '2026-11-21'];
    for (let i = 0; i < 300; i += 1) {
      const runId = `${i}`;
      kept.push(runId);
      await keep(spool, runId, [8_000], {
        day: days[Math.floor(i / 100)],
        checkId: `check ${i % 3}`,
        clean: i % 10 !== 0,
      });
      expect(diskOf(folder)).toBeLessThanOrEqual(maxBytes);
    }
    const { dropped, waiting } = spool.counts;
    expect(dropped + waiting).toBe(300);
    expect(dropped).toBeGreaterThan(100);
    expect(said.at(-1)).toContain(`Dropped so far: ${dropped}.`);
    expect(said.every((text) => text.includes('makes obsolete') && !text.includes('the oldest'))).toBe(true);
    await spool.close();
    const again = openSpool(folder, { maxBytes });
    expect(again.spool.counts).toMatchObject({ dropped, waiting });
    const left = await drain(again.spool);
    await again.spool.close();
    expect(left).toEqual(kept.filter((runId) => left.includes(runId)));
    // What found something is all there, and so is the newest of each check and day.
    expect(left).toEqual(expect.arrayContaining(kept.filter((runId) => Number(runId) % 10 === 0)));
    expect(left).toEqual(expect.arrayContaining(['97', '98', '99', '197', '198', '199', '297', '298', '299']));
  });

  it('drops the oldest that found nothing when nothing is obsolete', async () => {
    const folder = newFolder();
    const { spool, said } = openSpool(folder, { maxBytes });
    for (let i = 0; i < 200; i += 1) await keep(spool, `${i}`, [8_000], { checkId: `check ${i}` });
    const left = await drain(spool);
    expect(left).toEqual(Array.from({ length: left.length }, (_, i) => `${200 - left.length + i}`));
    expect(said[0]).toContain('the oldest');
    await spool.close();
  });

  it('never drops what found a difference: it waits, reports that, and goes on when there is room', async () => {
    const folder = newFolder();
    const { spool, said } = openSpool(folder, { maxBytes });
    let kept = 0;
    const all = Array.from({ length: 200 }, (_, i) =>
      keep(spool, `${i}`, [8_000], { clean: false }).then(() => {
        kept += 1;
      }),
    );
    await expect.poll(() => said.length, { timeout: 10_000 }).toBe(1);
    expect(said[0]).toContain('full of results that found differences, and those are never dropped');
    expect(kept).toBeLessThan(200);
    const delivered: string[] = [];
    while (delivered.length < 200) {
      delivered.push(...(await drain(spool)));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await Promise.all(all);
    expect(delivered).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`));
    expect(spool.counts.dropped).toBe(0);
    await spool.close();
  }, 30_000);

  it('gives a result up only when it is stopped while there is no room, and says which', async () => {
    const folder = newFolder();
    const { spool, said } = openSpool(folder, { maxBytes });
    const stop = new AbortController();
    const all = Array.from({ length: 200 }, (_, i) =>
      spool.keep(headOf(`${i}`, { clean: false }), callsOf(`${i}`, [8_000]), stop.signal),
    );
    await expect.poll(() => said.length, { timeout: 10_000 }).toBe(1);
    stop.abort(new Error('Stopped.'));
    const results = await Promise.allSettled(all);
    const lost = results.filter(({ status }) => status === 'rejected').length;
    expect(said.filter((text) => text.includes('was not kept and is lost'))).toHaveLength(lost);
    expect(await drain(spool)).toHaveLength(200 - lost);
    await spool.close();
    await expect(keep(openSpool(newFolder(), { maxBytes }).spool, 'x', [3 * MIB])).rejects.toThrow(/spool\.maxBytes/);
  });

  it('does not touch a large result that is on its way', async () => {
    const folder = newFolder();
    const { spool } = openSpool(folder, { maxBytes });
    await keep(spool, 'half', [8_000, 8_000, 8_000]);
    const head = await spool.head();
    if (head) await spool.sent(head.entry, 2);
    for (let i = 0; i < 200; i += 1) await keep(spool, `${i}`, [8_000]);
    expect(spool.counts.dropped).toBeGreaterThan(50);
    await spool.close();
    const again = openSpool(folder, { maxBytes });
    expect(await again.spool.head()).toMatchObject({ part: 2, entry: { result: { runId: 'half' } } });
    await again.spool.close();
  });

  it('drops what is older than maxAge, and reports that', async () => {
    const folder = newFolder();
    const { spool, said } = openSpool(folder, { maxAgeMs: 200 });
    for (const runId of ['a', 'b']) await keep(spool, runId);
    await new Promise((resolve) => setTimeout(resolve, 250));
    await keep(spool, 'c');
    expect(await drain(spool)).toEqual(['c']);
    expect(said).toEqual([expect.stringContaining('orders record_count 2')]);
    expect(spool.counts.dropped).toBe(2);
    await spool.close();
  });
});

describe('what Parallax refused', () => {
  it('is kept as readable text with the reason, and bounded', async () => {
    const folder = newFolder();
    const { spool } = openSpool(folder);
    await keep(spool, 'a', [10, 40_000]);
    await keep(spool, 'b');
    const head = await spool.head();
    const path = head ? await spool.refused(head.entry, 'It does not add up.') : '';
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { reason: 'It does not add up.', runId: 'a', label: 'orders record_count' },
      ...callsOf('a', [10, 40_000]).map(({ path: to, gzip, bytes }) => ({
        path: to,
        body: JSON.parse(String(gzip ? gunzipSync(bytes) : bytes)),
      })),
    ]);
    expect(inspectSpool(folder)).toMatchObject({ waiting: 1, setAside: [path] });
    expect(await drain(spool)).toEqual(['b']);
    await spool.close();
    expect(inspectSpool(folder)).toMatchObject({ waiting: 0, refused: 1 });
  });
});
