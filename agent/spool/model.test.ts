import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callsOf, forever, headOf, MIB } from '../testing/spool-fixtures.ts';
import { newFolder, openSpool } from '../testing/spool-kit.ts';
import { encodeFrame } from './frame.ts';
import { SEGMENT } from './segment-files.ts';

type Step =
  | { do: 'keep'; count: number; sizes: number[]; clean: boolean; check: number; day: number }
  | { do: 'deliver'; count: number; calls: number }
  | { do: 'restart' }
  /** The process ends here: `torn` of 1000 of a further result are on disk, and the cursor may be one of earlier. */
  | { do: 'crash'; torn: number; oldCursor: boolean };

const keepStep = fc.boolean().chain((clean) =>
  fc.record({
    do: fc.constant('keep' as const),
    count: fc.integer({ min: 1, max: 4 }),
    // What found something must fit as a whole: it is never dropped, and nobody makes room here.
    sizes: fc.array(fc.integer({ min: 0, max: clean ? 30_000 : 2_000 }), { minLength: 1, maxLength: 3 }),
    clean: fc.constant(clean),
    check: fc.integer({ min: 0, max: 2 }),
    day: fc.integer({ min: 0, max: 1 }),
  }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: keepStep },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      count: fc.integer({ min: 0, max: 5 }),
      calls: fc.integer({ min: 0, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      torn: fc.integer({ min: 0, max: 999 }),
      oldCursor: fc.boolean(),
    }),
  },
);

/** What the disk holds when the process is killed now. */
function crashed(folder: string, torn: number, oldCursor: string | undefined): string {
  const image = newFolder();
  cpSync(folder, image, { recursive: true });
  rmSync(join(image, 'lock'), { force: true });
  const last = readdirSync(image)
    .filter((name) => SEGMENT.test(name))
    .sort()
    .at(-1);
  const head = { seq: 999_999, part: 0, parts: 2, path: 'x', gzip: false, keptAtMs: 0, result: headOf('torn') };
  const frame = Buffer.concat([
    encodeFrame(head, Buffer.alloc(500)),
    encodeFrame({ ...head, part: 1 }, Buffer.alloc(500)),
  ]);
  if (last) appendFileSync(join(image, last), frame.subarray(0, Math.floor((frame.length * torn) / 1_000)));
  if (oldCursor !== undefined) writeFileSync(join(image, 'cursor.json'), oldCursor);
  return image;
}

describe('the spool, whatever happens to it', () => {
  it('delivers what was kept at least once, in order, and drops only what found nothing, and reports that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const options = { maxBytes: MIB };
        let folder = newFolder();
        let { spool, said } = openSpool(folder, options);
        const notices: string[] = [];
        const kept: { id: string; clean: boolean }[] = [];
        const received: string[] = [];
        let cursor: string | undefined;
        const receive = async (count: number, calls: number) => {
          for (let i = 0; i < count; i += 1) {
            const head = await spool.head();
            if (!head) return;
            const { entry, part } = head;
            // The last one of this turn may be sent half.
            const until = i === count - 1 ? Math.min(part + calls, entry.parts.length) : entry.parts.length;
            for (let at = part; at < until; at += 1) {
              expect(await spool.read(entry, at)).toEqual(sent.get(entry.result.runId)?.[at]);
              if (at + 1 < entry.parts.length) await spool.sent(entry, at + 1);
            }
            if (until < entry.parts.length) return;
            received.push(entry.result.runId);
            await spool.delivered(entry);
          }
        };
        const sent = new Map<string, ReturnType<typeof callsOf>>();
        const reopen = (next: string) => {
          notices.push(...said);
          folder = next;
          ({ spool, said } = openSpool(folder, options));
        };
        for (const one of steps) {
          if (one.do === 'keep') {
            const batch = Array.from({ length: one.count }, (_, i) => ({ id: `${kept.length + i}`, clean: one.clean }));
            kept.push(...batch);
            await Promise.all(
              batch.map(({ id, clean }) => {
                sent.set(id, callsOf(id, one.sizes));
                const head = headOf(id, { clean, checkId: `${one.check}`, day: `${one.day}` });
                return spool.keep(head, sent.get(id) ?? [], forever);
              }),
            );
          } else if (one.do === 'deliver') await receive(one.count, one.calls);
          else if (one.do === 'restart') {
            await spool.close();
            reopen(folder);
          } else {
            const image = crashed(folder, one.torn, one.oldCursor ? cursor : undefined);
            await spool.close();
            reopen(image);
          }
          const path = join(folder, 'cursor.json');
          if (cursor === undefined && existsSync(path)) cursor = readFileSync(path, 'utf8');
        }
        await receive(Number.POSITIVE_INFINITY, 9);
        expect(spool.counts.waiting).toBe(0);
        await spool.close();
        notices.push(...said);
        const first = [...new Set(received)];
        expect(first).toEqual(kept.map(({ id }) => id).filter((id) => first.includes(id)));
        expect(kept.filter(({ id, clean }) => !clean && !first.includes(id))).toEqual([]);
        if (!notices.some((text) => text.includes('were dropped'))) expect(first).toHaveLength(kept.length);
        expect(notices.filter((text) => text.includes('damaged'))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 180_000);
});
