import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainHead, chainHash, EMPTY_CHAIN, type SealedEntry } from './chain.ts';
import { type Checkpoint, checkpointContent } from './checkpoint.ts';
import { verifyChain } from './verify-chain.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const sign = (content: string) => sha256(`secret:${content}`);
const verifySignature = (content: string, { signature }: Checkpoint) => sign(content) === signature;
const stream = 'a';

function sealed(contents: readonly string[]): SealedEntry[] {
  let head: ChainHead = EMPTY_CHAIN;
  return contents.map((content) => {
    const hash = sha256(content);
    const entry = { seq: head.count + 1, content, hash, chainHash: chainHash(stream, head, hash, sha256) };
    head = { count: entry.seq, head: entry.chainHash };
    return entry;
  });
}

function checkpointOf(entries: readonly SealedEntry[]): Checkpoint {
  const last = entries.at(-1);
  const at = '2026-11-21T08:00:00.000Z';
  const stand = { count: last?.seq ?? 0, head: last?.chainHash ?? '', at };
  return { ...stand, keyId: 'k1', signature: sign(checkpointContent(stream, stand)) };
}

const verify = (entries: readonly SealedEntry[], checkpoints: readonly Checkpoint[]) =>
  verifyChain({ stream, entries, checkpoints, sha256, verifySignature });

describe('verifyChain', () => {
  it('accepts an untouched chain and continues from a known head', () => {
    const entries = sealed(['{"a":1}', '{"a":2}', '{"a":3}']);
    const checkpoints = [checkpointOf(entries.slice(0, 1)), checkpointOf(entries)];
    expect(verify(entries, checkpoints)).toMatchObject({ ok: true, head: { count: 3 } });
    const first = entries.slice(0, 1).map(({ seq, chainHash: head }) => ({ count: seq, head }))[0];
    expect(
      verifyChain({
        stream,
        entries: entries.slice(1),
        checkpoints,
        after: first ?? EMPTY_CHAIN,
        sha256,
        verifySignature,
      }).ok,
    ).toBe(true);
  });

  it('accepts the empty chain only without a checkpoint that says otherwise', () => {
    expect(verify([], []).ok).toBe(true);
    expect(verify([], [checkpointOf(sealed(['x']))])).toMatchObject({ ok: false, place: 1 });
  });

  it.each([
    ['changed content', (e: SealedEntry[]) => e.map((x) => (x.seq === 2 ? { ...x, content: 'forged' } : x)), 2],
    [
      'changed content with its hash',
      (e: SealedEntry[]) => e.map((x) => (x.seq === 2 ? { ...x, content: 'forged', hash: sha256('forged') } : x)),
      2,
    ],
    ['left out', (e: SealedEntry[]) => e.filter((x) => x.seq !== 2), 2],
    ['cut tail', (e: SealedEntry[]) => e.slice(0, 2), 3],
    ['rewritten from the start', () => sealed(['1', 'other', '3', '4']), 4],
  ])('notices: %s', (_, tamper, place) => {
    const entries = sealed(['1', '2', '3', '4']);
    expect(verify(tamper(entries), [checkpointOf(entries)])).toMatchObject({ ok: false, place });
  });

  it('refuses a checkpoint that nobody signed, and entries of another stream', () => {
    const entries = sealed(['1']);
    expect(verify(entries, [{ ...checkpointOf(entries), signature: 'no' }]).ok).toBe(false);
    expect(verifyChain({ stream: 'b', entries, checkpoints: [], sha256, verifySignature }).ok).toBe(false);
  });

  it('notices any change of any entry below a checkpoint', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.string(),
        (contents, at, forged) => {
          const entries = sealed(contents);
          const index = at % entries.length;
          fc.pre(contents[index] !== forged);
          const tampered = sealed(contents.map((content, i) => (i === index ? forged : content)));
          expect(verify(tampered, [checkpointOf(entries)]).ok).toBe(false);
        },
      ),
    );
  });
});
