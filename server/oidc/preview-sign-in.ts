import type { OidcProblem } from '#core/oidc/problem.ts';
import { previewSignInSchema, type TrialOutcome, trialOutcomeSchema } from '#core/oidc/schema.ts';
import { query } from '../query.ts';
import { judgeClaims } from './judge-claims.ts';

/** Of no use to whoever reads the claims. */
const PROTOCOL_CLAIMS = new Set(['nonce', 'at_hash', 'c_hash', 's_hash']);

/** What a sign-in with these claims would do. Nobody is signed in and nothing is changed. */
export const previewSignIn = query(
  {
    can: 'system',
    input: previewSignInSchema,
    output: trialOutcomeSchema,
  },
  async (tx, ctx, { settings, claims }) => {
    const { account, given, groups, migrations, problem } = await judgeClaims(tx, ctx, settings, claims);
    return {
      problem,
      claims: Object.fromEntries(Object.entries(claims).filter(([name]) => !PROTOCOL_CLAIMS.has(name))),
      groups: groups === null ? null : [...groups],
      account: account.how,
      accountName: account.how === 'new' ? null : account.user.name,
      isAdmin: given.isAdmin,
      roles: migrations.flatMap(({ id, slug, name }) => {
        const role = given.roles.get(id);
        return role ? [{ slug, name, role }] : [];
      }),
      unknownSlugs: [...given.unknownSlugs],
    };
  },
);

/** A trial that did not get as far as claims. */
export const failedTrial = (problem: OidcProblem): TrialOutcome => ({
  problem,
  claims: null,
  groups: null,
  account: null,
  accountName: null,
  isAdmin: false,
  roles: [],
  unknownSlugs: [],
});
