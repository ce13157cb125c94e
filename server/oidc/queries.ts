import { z } from 'zod';
import { findTrialSchema, oidcConfigurationSchema, providerStepSchema, trialOutcomeSchema } from '#core/oidc/schema.ts';
import { noInputSchema } from '#core/schema-parts.ts';
import { env } from '../env.ts';
import { query } from '../query.ts';
import { personOf } from '../session/end-session.ts';
import { checkProvider } from './check-provider.ts';
import { oidcSettings, redirectUri } from './settings.ts';

/** The ways to sign in, for the sign-in page. */
export const getSignInOptions = query(
  {
    can: 'anyone',
    input: noInputSchema,
    output: z.strictObject({ password: z.boolean(), provider: z.string().nullable() }),
  },
  async () => ({ password: env().PASSWORD_SIGN_IN === 'on', provider: oidcSettings()?.name ?? null }),
);

/** The configuration as it was understood; null where there is none. */
export const getConfiguration = query(
  {
    can: 'instance.manageUsers',
    input: noInputSchema,
    output: z.strictObject({
      password: z.boolean(),
      oidc: oidcConfigurationSchema.nullable(),
      /** What to register at a provider. */
      redirectUri: z.string(),
    }),
  },
  async (tx) => {
    const settings = oidcSettings();
    const known = new Set((await tx.migration.findMany({ select: { slug: true } })).map(({ slug }) => slug));
    const password = env().PASSWORD_SIGN_IN === 'on';
    if (!settings) return { password, oidc: null, redirectUri: redirectUri() };
    const { clientSecret, roleMap, ...shown } = settings;
    const rules = roleMap.map((rule) => {
      if (rule.gives === 'admin') return { ...rule, slug: null, role: null, isKnown: true };
      return { ...rule, isKnown: rule.slug === '*' || known.has(rule.slug) };
    });
    const oidc = { ...shown, secretLength: clientSecret.length, rules };
    return { password, oidc, redirectUri: settings.redirectUri };
  },
);

/** What a trial showed, to the session that made it; null for any other, and while it is under way. */
export const findTrial = query(
  { can: 'instance.manageUsers', input: findTrialSchema, output: trialOutcomeSchema.nullable() },
  async (tx, ctx, { id }) => {
    const { sessionId } = personOf(ctx);
    if (!sessionId) return null;
    const found = await tx.oidcAttempt.findFirst({ where: { id, sessionId }, select: { outcome: true } });
    return found?.outcome ? trialOutcomeSchema.parse(found.outcome) : null;
  },
);

/** Asks the provider now. Empty where none is configured. */
export const checkSignIn = query(
  { can: 'instance.manageUsers', input: noInputSchema, output: z.array(providerStepSchema) },
  async () => {
    const settings = oidcSettings();
    return settings ? await checkProvider(settings) : [];
  },
);
