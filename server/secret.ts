import { randomBytes } from 'node:crypto';

/** So many random bytes, in characters that fit into a link and a header. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url');
