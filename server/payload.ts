import { canonicalJson, sha256 } from './canonical.ts';

/** The decoded body of a call as it was sent, before defaults are filled in. */
export type Payload = {
  readonly value: unknown;
  /** Canonical form (RFC 8785). */
  readonly text: string;
  /** SHA-256 of `text`, hex. */
  readonly hash: string;
  readonly bytes: number;
};

/** Canonical form, its SHA-256 and its size are computed once and only when asked for. */
export function payloadOf(value: unknown): Payload {
  let canonical: { text: string; hash: string; bytes: number } | undefined;
  const get = () => {
    if (!canonical) {
      const text = canonicalJson(value);
      canonical = { text, hash: sha256(text), bytes: Buffer.byteLength(text) };
    }
    return canonical;
  };
  return {
    value,
    get text() {
      return get().text;
    },
    get hash() {
      return get().hash;
    },
    get bytes() {
      return get().bytes;
    },
  };
}
