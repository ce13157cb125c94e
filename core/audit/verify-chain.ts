import { type ChainHead, chainHash, EMPTY_CHAIN, type SealedEntry, type Sha256 } from './chain.ts';
import { type Checkpoint, checkpointContent } from './checkpoint.ts';

export type ChainVerdict =
  | { ok: true; head: ChainHead; checkpoints: number }
  /** `place`: number of the first entry that cannot be trusted. */
  | { ok: false; place: number; reason: string };

type ChainToVerify = {
  stream: string;
  /** In order of `seq`; the whole stream, or what follows `after`. */
  entries: readonly SealedEntry[];
  checkpoints: readonly Checkpoint[];
  after?: ChainHead;
  sha256: Sha256;
  verifySignature: (content: string, checkpoint: Checkpoint) => boolean;
};

/** Recomputes a chain from its contents and compares it with every signed checkpoint. Reports the first broken place in words. */
export function verifyChain({
  stream,
  entries,
  checkpoints,
  after = EMPTY_CHAIN,
  sha256,
  verifySignature,
}: ChainToVerify): ChainVerdict {
  const heads = new Map<number, string>([[after.count, after.head]]);
  let head = after;
  for (const entry of entries) {
    const problem = entryProblem(stream, head, entry, sha256);
    if (problem) return { ok: false, place: head.count + 1, reason: problem };
    head = { count: entry.seq, head: entry.chainHash };
    heads.set(head.count, head.head);
  }
  for (const checkpoint of checkpoints) {
    if (checkpoint.count < after.count) continue;
    const problem = checkpointProblem(stream, checkpoint, head, heads, verifySignature);
    if (problem) return { ok: false, place: Math.min(checkpoint.count, head.count + 1), reason: problem };
  }
  return { ok: true, head, checkpoints: checkpoints.length };
}

function entryProblem(stream: string, before: ChainHead, entry: SealedEntry, sha256: Sha256): string | null {
  const expected = before.count + 1;
  if (entry.seq !== expected) return `Entry ${expected} is missing: after ${before.count} comes ${entry.seq}.`;
  if (sha256(entry.content) !== entry.hash)
    return `The content of entry ${entry.seq} was changed after it was written.`;
  if (chainHash(stream, before, entry.hash, sha256) !== entry.chainHash) {
    return `Entry ${entry.seq} does not follow from the entries before it.`;
  }
  return null;
}

function checkpointProblem(
  stream: string,
  checkpoint: Checkpoint,
  head: ChainHead,
  heads: ReadonlyMap<number, string>,
  verifySignature: ChainToVerify['verifySignature'],
): string | null {
  if (!verifySignature(checkpointContent(stream, checkpoint), checkpoint)) {
    return `The checkpoint at ${checkpoint.count} entries has no valid signature.`;
  }
  if (checkpoint.count > head.count) {
    return `The audit trail ends at entry ${head.count}, but a checkpoint signed at ${checkpoint.at} counts ${checkpoint.count}: the tail was cut off.`;
  }
  if (heads.get(checkpoint.count) !== checkpoint.head) {
    return `Entry ${checkpoint.count} is not the one that was signed at ${checkpoint.at}.`;
  }
  return null;
}
