import type { RoleRule } from './role-map.ts';

/** How to sign in at a provider. */
export type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What people call the provider: "Sign in with ACME". */
  name: string;
  scopes: string;
  rolesClaim: string;
  roleMap: readonly RoleRule[];
  trustEmail: boolean;
  /** Where the provider sends people back to. */
  redirectUri: string;
};
