import { createGunzip } from 'node:zlib';
import { AppError } from '#core/errors.ts';

export const BODY_LIMIT_BYTES = 8 * 1_024 * 1_024;

/**
 * The body as text, decoded where it is gzip. Neither what arrives nor what it unpacks to may exceed the limit: reading stops
 * there, so that neither a long body nor a small one that unpacks to gigabytes fills the memory.
 */
export async function readBody(req: Request): Promise<string> {
  const declared = Number(req.headers.get('content-length') ?? 0);
  if (declared > BODY_LIMIT_BYTES) throw tooLarge();
  if (!req.body) return '';
  const encoding = req.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  const arriving = bounded(req.body);
  if (encoding === 'identity') return decodeText(await collect(arriving));
  if (encoding !== 'gzip') {
    throw new AppError('BAD_REQUEST', `The content encoding "${encoding}" is not supported; send gzip or none.`);
  }
  return decodeText(await gunzip(arriving));
}

async function* bounded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > BODY_LIMIT_BYTES) throw tooLarge();
    yield chunk;
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

async function gunzip(arriving: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const unpacking = createGunzip();
  const feeding = feed(arriving, unpacking);
  try {
    const [unpacked] = await Promise.all([collect(bounded(unpacking)), feeding]);
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

const tooLarge = () =>
  new AppError('TOO_LARGE', `The body is larger than ${BODY_LIMIT_BYTES} bytes. Send it in chunks.`);
