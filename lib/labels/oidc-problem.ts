import type { OidcProblemCode } from '#core/oidc/problem.ts';

export type ProblemWords = { title: string; what: string; todo: string };

/** What went wrong at a sign-in, and what to do about it. `at` is what people call the provider. */
export function oidcProblemWords(code: OidcProblemCode, at: string): ProblemWords {
  return words[code](at);
}

const again = 'Try again. If it happens each time, tell your administrator the number below.';
const administrator = 'Tell your administrator, who finds the cause on the page “Sign-in”.';

const words = {
  not_configured: () => ({
    title: 'No provider is set up',
    what: 'Parallax is not configured to sign in through a provider.',
    todo: 'Sign in with your password.',
  }),
  unreachable: (at) => ({
    title: `${at} cannot be reached`,
    what: `Parallax asked ${at} and got no answer.`,
    todo: 'Try again in a moment. A password, if you have one, works all the same.',
  }),
  bad_discovery: (at) => ({
    title: `${at} does not answer as a provider`,
    what: 'Under the configured issuer there is no discovery document, or it is not right.',
    todo: `${administrator} OIDC_ISSUER must be the issuer, letter by letter.`,
  }),
  wrong_issuer: (at) => ({
    title: `${at} calls itself something else`,
    what: 'The issuer that is configured and the one that the provider names are not the same.',
    todo: `${administrator} OIDC_ISSUER must be what the provider names, letter by letter.`,
  }),
  client_rejected: (at) => ({
    title: `${at} does not know Parallax`,
    what: 'The provider refused client id or client secret.',
    todo: `${administrator} The secret may have expired.`,
  }),
  redirect_uri: (at) => ({
    title: `${at} does not know this address`,
    what: 'The address to come back to is not the one that is registered at the provider.',
    todo: administrator,
  }),
  denied: (at) => ({
    title: `${at} did not let you in`,
    what: 'You turned back, or you may not use Parallax there.',
    todo: 'Try again, or ask whoever runs the provider to allow it.',
  }),
  provider_error: (at) => ({
    title: `${at} reports a failure`,
    what: 'The provider ended the sign-in by itself. What it said stands below.',
    todo: again,
  }),
  state: () => ({
    title: 'This sign-in was not begun here',
    what: 'The answer of the provider belongs to no sign-in of this browser. Cookies may be switched off, or you began under another address.',
    todo: 'Begin again from the sign-in page.',
  }),
  replayed: () => ({
    title: 'This answer was used already',
    what: 'The page was loaded a second time. An answer of the provider counts once.',
    todo: 'Go to Parallax: you may be signed in already. If not, begin again.',
  }),
  attempt_expired: () => ({
    title: 'This took too long',
    what: 'A sign-in must come back within 15 minutes.',
    todo: 'Begin again from the sign-in page.',
  }),
  code_refused: (at) => ({
    title: `${at} refused the code`,
    what: 'The code that came back was used before, has expired, or was made for another address to come back to.',
    todo: again,
  }),
  nonce: () => ({
    title: 'The token belongs to another sign-in',
    what: 'Its nonce is not the one that was sent. It was thrown away.',
    todo: again,
  }),
  audience: () => ({
    title: 'The token is meant for somebody else',
    what: 'Its audience is another client than Parallax. It was thrown away.',
    todo: administrator,
  }),
  signature: () => ({
    title: 'The token is not signed as it should be',
    what: 'None of the keys that the provider publishes made its signature, or the algorithm is one that Parallax never takes.',
    todo: administrator,
  }),
  token_expired: () => ({
    title: 'The token has expired',
    what: 'It was too old when it arrived. Clocks may be apart.',
    todo: `${again} The clocks of provider and Parallax may differ by a minute.`,
  }),
  clock: () => ({
    title: 'The clocks do not agree',
    what: 'By the clock of Parallax the token was made in the future.',
    todo: `${administrator} The clocks may differ by a minute.`,
  }),
  bad_token: () => ({
    title: 'The token is not whole',
    what: 'Something that must be in it is missing or malformed.',
    todo: administrator,
  }),
  no_email: (at) => ({
    title: 'Your address is missing',
    what: `${at} did not tell an e-mail address, and a new account needs one.`,
    todo: 'Enter one there, or ask whoever runs the provider to send it (scope email).',
  }),
  email_unverified: (at) => ({
    title: 'Your address is not verified',
    what: `${at} does not vouch for your e-mail address. Accounts and invitations go by address, so Parallax cannot rely on it.`,
    todo: 'Verify the address there and try again, or ask your administrator.',
  }),
  no_role: (at) => ({
    title: 'Nothing here is open to you yet',
    what: `Your account is known to ${at}, but no group of yours is mapped to a role, and no invitation waits for you.`,
    todo: 'Ask the lead of your migration for an invitation, or your administrator to map one of your groups.',
  }),
  unavailable: () => ({
    title: 'The database cannot be reached',
    what: 'Nobody can sign in while it is away.',
    todo: 'Try again in a moment.',
  }),
  unknown: () => ({
    title: 'The sign-in did not work',
    what: 'Something happened that nobody expected.',
    todo: again,
  }),
} satisfies Record<OidcProblemCode, (at: string) => ProblemWords>;
