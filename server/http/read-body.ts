import { createGunzip } from 'node:zlib';
import { AppError } from '#core/errors.ts';
import type { BodyLimit } from './body-limit.ts';
import { refuseDeepNesting } from './refuse-deep-nesting.ts';

/**
 * The body as JSON text, decoded where it is gzip. Neither what arrives nor what it unpacks to may exceed the limit: reading stops
 * there, so that neither a long body nor a small one that unpacks to gigabytes fills the memory; nor one that never ends.
 */
export async function readBody(req: Request, limit: BodyLimit): Promise<string> {
  const declared = Number(req.headers.get('content-length') ?? 0);
  if (declared > limit.bytes) throw tooLarge(limit);
  if (!req.body) return '';
  const encoding = req.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new AppError('BAD_REQUEST', `The content encoding "${encoding}" is not supported; send gzip or none.`);
  }
  const arriving = bounded(inTime(req.body, limit), limit);
  const text = decodeText(await (encoding === 'gzip' ? gunzip(arriving, limit) : collect(arriving)));
  refuseDeepNesting(text);
  return text;
}

async function* inTime(body: ReadableStream<Uint8Array>, { totalMs, pauseMs }: BodyLimit): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const endMs = performance.now() + totalMs;
  try {
    for (;;) {
      const part = await within(reader.read(), Math.min(pauseMs, endMs - performance.now()));
      if (part.done) return;
      yield part.value;
    }
  } finally {
    // Not awaited: what is still on its way may never end.
    void reader.cancel().catch(() => {});
  }
}

async function within<T>(read: Promise<T>, ms: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(tooSlow()), Math.max(0, ms));
  try {
    return await Promise.race([read, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function* bounded(chunks: AsyncIterable<Uint8Array>, limit: BodyLimit): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > limit.bytes) throw tooLarge(limit);
    yield chunk;
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

async function gunzip(arriving: AsyncIterable<Uint8Array>, limit: BodyLimit): Promise<Buffer> {
  const unpacking = createGunzip();
  const feeding = feed(arriving, unpacking);
  try {
    const [unpacked] = await Promise.all([collect(bounded(unpacking, limit)), feeding]);
    return unpacked;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('BAD_REQUEST', 'The body is not valid gzip.');
  } finally {
    unpacking.destroy();
    await feeding.catch(() => {});
  }
}
/** Writes no faster than it is unpacked. A destroyed stream ends the feeding. */
async function feed(arriving: AsyncIterable<Uint8Array>, into: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const chunk of arriving) {
      if (into.destroyed) return;
      if (!into.write(chunk)) await drained(into);
    }
    into.end();
  } catch (error) {
    into.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
}

function drained(stream: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', resolve);
    stream.once('close', resolve);
  });
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('BAD_REQUEST', 'The body is not valid UTF-8.');
  }
}

const tooLarge = ({ bytes, advice }: BodyLimit) =>
  new AppError('TOO_LARGE', `The body is larger than ${bytes} bytes. ${advice}`);

/** Sent again it may arrive: an agent keeps what it has. */
const tooSlow = () =>
  new AppError('UNAVAILABLE', 'The body did not arrive in time. Send it again.', { retryAfterSeconds: 1 });
