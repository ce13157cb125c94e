/** SHA-256 of UTF-8 text as lower-case hex. Given by the caller, since core has no cryptography of its own. */
export type Sha256 = (text: string) => string;

/** One sealed entry: `content` is canonical JSON, `hash` its SHA-256, `seq` counts from 1 without gaps within a stream. */
export type SealedEntry = { seq: number; content: string; hash: string; chainHash: string };

/** Where a chain stands: how many entries it has and the chain hash of the last one. Empty: `{ count: 0, head: '' }`. */
export type ChainHead = { count: number; head: string };

export const EMPTY_CHAIN: ChainHead = { count: 0, head: '' };

/**
 * Hash that binds an entry to everything before it: SHA-256 of `parallax-audit-1`, stream, place, previous chain hash and entry
 * hash, a line each. The stream is part of it, so that entries cannot be carried from one migration's chain to another's.
 */
export function chainHash(stream: string, before: ChainHead, entryHash: string, sha256: Sha256): string {
  return sha256(['parallax-audit-1', stream, String(before.count + 1), before.head, entryHash].join('\n'));
}
