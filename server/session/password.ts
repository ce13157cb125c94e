import { hash, verify } from '@node-rs/argon2';

// argon2id is the library's default algorithm. Cost: OWASP's second configuration (19 MiB, 2 passes, 1 lane).
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = async (password: string): Promise<string> => await hash(password, COST);

let decoy: Promise<string> | undefined;

/** Does the same work whether there is an account or not, so that the time taken tells nothing. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const right = await verify(stored ?? (await decoy), password);
  return right && stored !== null;
}
