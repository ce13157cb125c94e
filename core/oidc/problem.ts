import { z } from 'zod';

/** Why a sign-in at the provider led nowhere. The words are lib/labels/oidc-problem.ts. */
export const oidcProblemCodes = [
  'not_configured',
  'unreachable',
  'bad_discovery',
  'wrong_issuer',
  'client_rejected',
  'redirect_uri',
  'denied',
  'provider_error',
  'state',
  'replayed',
  'attempt_expired',
  'code_refused',
  'nonce',
  'audience',
  'signature',
  'token_expired',
  'clock',
  'bad_token',
  'no_email',
  'email_unverified',
  'no_role',
  'unavailable',
  'unknown',
] as const;
export type OidcProblemCode = (typeof oidcProblemCodes)[number];

const MAX_GROUPS = 25;
const MAX_LENGTH = 60;
const short = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** Told to the person who was refused. `groups` null: the provider sent none. Never a secret, a code or a token. */
export const oidcProblemSchema = z.strictObject({
  code: z.enum(oidcProblemCodes),
  /** What exactly, for whoever has to repair it. */
  detail: z.string().nullable(),
  groups: z.array(z.string()).nullable(),
});
export type OidcProblem = z.infer<typeof oidcProblemSchema>;

/** Shortened so that it fits into a cookie. */
export function oidcProblem(
  code: OidcProblemCode,
  detail: string | null = null,
  groups: readonly string[] | null = null,
): OidcProblem {
  const shown = groups?.slice(0, MAX_GROUPS).map((group) => short(group, MAX_LENGTH)) ?? null;
  if (groups && shown && groups.length > MAX_GROUPS) shown.push(`and ${groups.length - MAX_GROUPS} more`);
  return { code, detail: detail === null ? null : short(detail, 300), groups: shown };
}
