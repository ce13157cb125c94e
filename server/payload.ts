import { canonicalJson, sha256 } from './canonical.ts';

/** The decoded body of a call as it was sent, before defaults are filled in. */
export type Payload = { readonly value: unknown; readonly hash: string; readonly bytes: number };

/** Canonical form (RFC 8785), its SHA-256 and its size, computed once and only when asked for. */
export function payloadOf(value: unknown): Payload {
  let canonical: { hash: string; bytes: number } | undefined;
  const get = () => {
    if (!canonical) {
      const text = canonicalJson(value);
      canonical = { hash: sha256(text), bytes: Buffer.byteLength(text) };
    }
    return canonical;
  };
  return {
    value,
    get hash() {
      return get().hash;
    },
    get bytes() {
      return get().bytes;
    },
  };
}
