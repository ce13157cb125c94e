import type { SignInMethod } from '#core/session/schema.ts';

export const methodWords = {
  password: 'with a password',
  oidc: 'through the provider',
} as const satisfies Record<SignInMethod, string>;
