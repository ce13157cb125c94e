import type { OidcSettings } from '#core/oidc/settings.ts';
import { env } from '../env.ts';

const CALLBACK_PATH = '/api/sign-in/oidc/callback';

/** What has to be registered at the provider, letter by letter. */
export const redirectUri = (): string => `${env().PARALLAX_URL}${CALLBACK_PATH}`;

/** How to sign in by OIDC; null where it is not configured. */
export function oidcSettings(): OidcSettings | null {
  const set = env();
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = set;
  if (!issuer || !clientId || !clientSecret) return null;
  return {
    issuer,
    clientId,
    clientSecret,
    name: set.OIDC_NAME ?? new URL(issuer).hostname,
    scopes: set.OIDC_SCOPES,
    rolesClaim: set.OIDC_ROLES_CLAIM,
    roleMap: set.OIDC_ROLE_MAP,
    trustEmail: set.OIDC_TRUST_EMAIL === 'on',
    redirectUri: redirectUri(),
  };
}
