import type { GoNoGo } from '#core/verdict/schema.ts';
import { ADMIN, MEMBERS } from './state.ts';

const WORDS = { go: 'go', conditional_go: 'conditional go', no_go: 'no-go' };

/** What somebody who waited wants to read. */
export function describeDemo(url: string, password: string, page: GoNoGo, tookMs: number): string {
  const accounts = [...MEMBERS, { ...ADMIN, role: 'administrator' }].map(
    ({ email, name, role }) => `    ${email.padEnd(26)}${name.padEnd(18)}${role}`,
  );
  return `
Parallax is ready at ${url} (after ${Math.round(tookMs / 1_000)} s)

  Verdict: ${WORDS[page.verdict]}. ${page.headline}
${page.blockers.map((blocker) => `    - ${blocker.headline}`).join('\n')}

  Sign in with one of these and the password ${password}
${accounts.join('\n')}

  docs/demo.md says what is wrong with the target, and why. Ctrl-C stops everything; the next start goes on.
`;
}
