import { gzipSync } from 'node:zlib';

const GZIP_FROM_BYTES = 16 * 1_024;

/** As it goes over the wire. */
export type EncodedBody = { bytes: Buffer; gzip: boolean };
/** A POST to Parallax; `path` is what follows /api/v1/. */
export type Call = { path: string } & EncodedBody;

export function encodeBody(body: unknown): EncodedBody {
  const plain = Buffer.from(JSON.stringify(body));
  return plain.length > GZIP_FROM_BYTES ? { bytes: gzipSync(plain), gzip: true } : { bytes: plain, gzip: false };
}
