import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { z } from 'zod';

/** Begins every frame. No JSON text holds these control characters, so it cannot occur in a body that is not packed. */
export const MAGIC = Buffer.from('\u001ePLXSPL\u0001', 'latin1');
const HASH_AT = MAGIC.length + 8;
const HEADER_BYTES = HASH_AT + 32;
const MAX_HEAD_BYTES = 64 * 1_024;
/** A body is at most 8 MiB for the server; whatever claims more is no frame. */
const MAX_BODY_BYTES = 64 * 1_024 * 1_024;

/** What the agent must know of a waiting result without unpacking it. */
export const resultSchema = z.object({
  runId: z.string(),
  checkId: z.string(),
  /** For people: "orders field_level". */
  label: z.string(),
  /** The day it is evidence for, in the migration's zone. */
  day: z.string(),
  /** It found no difference, or nothing at all. Only such results are ever dropped. */
  clean: z.boolean(),
});
export type ResultHead = z.infer<typeof resultSchema>;

const headSchema = z.object({
  seq: z.int().positive(),
  part: z.int().nonnegative(),
  parts: z.int().positive(),
  path: z.string(),
  gzip: z.boolean(),
  keptAtMs: z.int(),
  /** When it was written, as the server wants to know it; of results from before this was kept nobody knows. */
  written: z.object({ process: z.string(), ms: z.int() }).optional(),
  result: resultSchema,
});
export type FrameHead = z.infer<typeof headSchema>;

/**
 * One call to Parallax as it lies on disk: magic, the lengths of head and body (unsigned 32 bit, little-endian), SHA-256 over lengths,
 * head and body, the head as JSON, the body byte for byte as it is sent.
 */
export function encodeFrame(head: FrameHead, body: Buffer): Buffer {
  const headBytes = Buffer.from(JSON.stringify(head));
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32LE(headBytes.length, MAGIC.length);
  header.writeUInt32LE(body.length, MAGIC.length + 4);
  checksum(header, headBytes, body).copy(header, HASH_AT);
  return Buffer.concat([header, headBytes, body]);
}

/** `bytes` is the length of the whole frame. */
export type Frame = { head: FrameHead; body: Buffer; bytes: number };

/** The frame at an offset; `torn` if the file ends before the frame does, `bad` if what is there is no whole frame. */
export function readFrame(fd: number, offset: number, end: number): Frame | 'torn' | 'bad' {
  const header = readAt(fd, offset, Math.min(HEADER_BYTES, end - offset));
  const magic = header.subarray(0, MAGIC.length);
  if (!magic.equals(MAGIC.subarray(0, magic.length))) return 'bad';
  if (header.length < HEADER_BYTES) return 'torn';
  const headBytes = header.readUInt32LE(MAGIC.length);
  const bodyBytes = header.readUInt32LE(MAGIC.length + 4);
  if (headBytes > MAX_HEAD_BYTES || bodyBytes > MAX_BODY_BYTES) return 'bad';
  const bytes = HEADER_BYTES + headBytes + bodyBytes;
  if (offset + bytes > end) return 'torn';
  const rest = readAt(fd, offset + HEADER_BYTES, headBytes + bodyBytes);
  const [head, body] = [rest.subarray(0, headBytes), rest.subarray(headBytes)];
  if (!checksum(header, head, body).equals(header.subarray(HASH_AT))) return 'bad';
  return { head: headSchema.parse(JSON.parse(head.toString('utf8'))), body, bytes };
}

/** Where the next intact frame lies that begins a result, after an offset at which there is none. */
export function findFrame(fd: number, offset: number, end: number): number | undefined {
  const windowBytes = 256 * 1_024;
  for (let from = offset + 1; from < end; from += windowBytes) {
    const window = readAt(fd, from, Math.min(windowBytes + MAGIC.length - 1, end - from));
    for (let at = window.indexOf(MAGIC); at >= 0; at = window.indexOf(MAGIC, at + 1)) {
      const frame = readFrame(fd, from + at, end);
      if (typeof frame === 'object' && frame.head.part === 0) return from + at;
    }
  }
  return undefined;
}

function checksum(header: Buffer, head: Buffer, body: Buffer): Buffer {
  return createHash('sha256').update(header.subarray(MAGIC.length, HASH_AT)).update(head).update(body).digest();
}

export function readAt(fd: number, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(Math.max(0, length));
  let filled = 0;
  while (filled < buffer.length) {
    const read = readSync(fd, buffer, filled, buffer.length - filled, offset + filled);
    if (read === 0) break;
    filled += read;
  }
  return buffer.subarray(0, filled);
}
