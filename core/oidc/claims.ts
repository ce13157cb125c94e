import { z } from 'zod';

/** What a provider says of a person, once its signature is checked. */
export type Claims = Record<string, unknown> & { sub: string };
export const claimsSchema = z.object({ sub: z.string().min(1).max(255) }).catchall(z.unknown());

/** The largest number of groups that is looked at. More than this is no list that anybody keeps by hand. */
const MAX_GROUPS = 1_000;

const groupsSchema = z.union([
  z.array(z.string()).max(MAX_GROUPS),
  z.string().transform((text) => text.split(/[\s,]+/).filter((part) => part !== '')),
]);

const objectSchema = z.record(z.string(), z.unknown());

/**
 * The groups of a person: the claim of that name, or, where there is none, the path that its dots describe
 * (`realm_access.roles`). A list of texts, or one text with its parts separated by blanks or commas. Null: no such claim.
 */
export function groupsOf(claims: Record<string, unknown>, claim: string): readonly string[] | null {
  const found = claims[claim] ?? claim.split('.').reduce<unknown>((value, part) => member(value, part), claims);
  return groupsSchema.safeParse(found).data ?? null;
}

const member = (value: unknown, part: string): unknown => objectSchema.safeParse(value).data?.[part];

const text = z.string().trim().min(1).max(200);

export type Person = { name: string; email: string | null; isEmailVerified: boolean };

/** Name and address as the provider sends them. Some send `email_verified` as text. */
export function personOfClaims(claims: Record<string, unknown>, trustEmail: boolean): Person {
  const email = z.email().max(200).safeParse(claims.email).data?.toLowerCase() ?? null;
  const verified = claims.email_verified === true || claims.email_verified === 'true';
  const name = [claims.name, claims.preferred_username, email].find((value) => text.safeParse(value).success);
  return {
    name: text.safeParse(name).data?.slice(0, 100) ?? 'Without a name',
    email,
    isEmailVerified: email !== null && (verified || trustEmail),
  };
}
