import type { ChainHead } from './chain.ts';

/** A signed statement of where a chain stood. A bare chain does not notice that its tail was cut off; this does. */
export type Checkpoint = ChainHead & { at: string; keyId: string; signature: string };

/** The exact text that is signed. `at` is RFC 3339 in UTC with milliseconds. */
export function checkpointContent(
  stream: string,
  { count, head, at }: Pick<Checkpoint, 'count' | 'head' | 'at'>,
): string {
  return ['parallax-checkpoint-1', stream, String(count), head, at].join('\n');
}
