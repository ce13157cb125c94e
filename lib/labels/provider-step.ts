import type { ProviderStep } from '#core/oidc/schema.ts';

/** What was asked of the provider, as a statement that holds or not. */
export const stepWords = {
  discovery: 'The provider is found',
  endpoints: 'It names its endpoints',
  pkce: 'It knows PKCE',
  scopes: 'It knows the scopes',
  keys: 'It publishes its keys',
  clock: 'The clocks agree',
  redirect: 'It sends people back here',
  secret: 'It knows client and secret',
} as const satisfies Record<ProviderStep['step'], string>;
