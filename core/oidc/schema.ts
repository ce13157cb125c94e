import { z } from 'zod';
import { roleSchema } from '../member/schema.ts';
import { uuidSchema } from '../schema-parts.ts';
import { originSchema } from '../session/schema.ts';
import { type Claims, claimsSchema } from './claims.ts';
import { oidcProblemSchema } from './problem.ts';
import type { OidcSettings } from './settings.ts';

/** The configuration as it was parsed, for administrators. The secret is not in it. */
export const oidcConfigurationSchema = z.strictObject({
  issuer: z.string(),
  clientId: z.string(),
  secretLength: z.int(),
  name: z.string(),
  scopes: z.string(),
  rolesClaim: z.string(),
  trustEmail: z.boolean(),
  redirectUri: z.string(),
  rules: z.array(
    z.strictObject({
      group: z.string(),
      gives: z.enum(['admin', 'role']),
      slug: z.string().nullable(),
      role: roleSchema.nullable(),
      /** The migration it names is there. */
      isKnown: z.boolean(),
    }),
  ),
});

/** One thing that was asked of the provider just now. `unknown`: the provider does not say, only a sign-in will tell. */
export const providerStepSchema = z.strictObject({
  step: z.enum(['discovery', 'endpoints', 'pkce', 'scopes', 'keys', 'clock', 'redirect', 'secret']),
  state: z.enum(['ok', 'failed', 'unknown']),
  detail: z.string(),
});
export type ProviderStep = z.infer<typeof providerStepSchema>;

/** What a sign-in would do, or why it would be refused. */
export const trialOutcomeSchema = z.strictObject({
  problem: oidcProblemSchema.nullable(),
  claims: z.record(z.string(), z.unknown()).nullable(),
  groups: z.array(z.string()).nullable(),
  /** `linked`: signs in as an account it is linked to; `link`: would be linked by address; `new`: an account would be made. */
  account: z.enum(['linked', 'link', 'new']).nullable(),
  accountName: z.string().nullable(),
  isAdmin: z.boolean(),
  roles: z.array(z.strictObject({ slug: z.string(), name: z.string(), role: roleSchema })),
  unknownSlugs: z.array(z.string()),
});
export type TrialOutcome = z.infer<typeof trialOutcomeSchema>;

export const beginAttemptSchema = z.strictObject({
  binding: z.string(),
  nextPath: z.string(),
  sessionId: uuidSchema.nullable(),
});

export const takeAttemptSchema = z.strictObject({ state: z.string(), binding: z.string() });

export const keepOutcomeSchema = z.strictObject({ attemptId: uuidSchema, outcome: trialOutcomeSchema });

export const completeSignInSchema = z.strictObject({
  settings: z.custom<OidcSettings>((value) => typeof value === 'object' && value !== null),
  claims: claimsSchema,
  origin: originSchema,
});

export const previewSignInSchema = z.strictObject({ settings: z.custom<OidcSettings>(), claims: z.custom<Claims>() });

export const findTrialSchema = z.strictObject({ id: uuidSchema });
