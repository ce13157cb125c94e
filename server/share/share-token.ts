import { newSecret } from '../secret.ts';

/** `pls_` and 256 random bits. It stands in the address `/s/<token>`, and in `Authorization: Bearer` of what that page asks. */
export const newShareToken = (): string => `pls_${newSecret()}`;

/** Null where the header carries something else than a token of a share link, such as a key. */
export function shareTokenOf(authorization: string): string | null {
  return /^(?:Bearer\s+)?(pls_.*)$/i.exec(authorization)?.[1] ?? null;
}
