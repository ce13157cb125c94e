import { z } from 'zod';
import { parseRoleMap } from '#core/oidc/role-map.ts';

/** Machines that only this machine can reach, where http may be used: for trying out. */
const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

const issuer = z
  .url({ protocol: /^https?$/, error: 'must look like https://login.example.org/realms/acme' })
  .refine((text) => {
    const url = URL.parse(text);
    return url === null || url.protocol === 'https:' || isLoopback(url.hostname);
  }, 'must begin with https: what it says decides who may do what')
  .refine((text) => !/[?#]/.test(text), 'must be without ? and #');

const roleMap = z.string().transform((text, ctx) => {
  const parsed = parseRoleMap(text);
  if (parsed.ok) return parsed.rules;
  for (const message of parsed.problems) ctx.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const onOff = z.enum(['on', 'off']);

/** The variables of sign-in; docs/sign-in.md explains them. */
export const signInVariables = {
  OIDC_ISSUER: issuer.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40, 'must have at most 40 characters').optional(),
  OIDC_SCOPES: z
    .string()
    .default('openid profile email')
    .refine((text) => text.split(/\s+/).includes('openid'), 'must have openid among them'),
  OIDC_ROLES_CLAIM: z.string().default('groups'),
  OIDC_ROLE_MAP: roleMap.default([]),
  OIDC_TRUST_EMAIL: onOff.default('off'),
  PASSWORD_SIGN_IN: onOff.default('on'),
};

const NEEDED = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
const ONLY_WITH_THEM = ['OIDC_NAME', 'OIDC_SCOPES', 'OIDC_ROLES_CLAIM', 'OIDC_ROLE_MAP', 'OIDC_TRUST_EMAIL'] as const;

/** What does not go together, asked of what is written. Half a configuration is none: the start is denied. */
export function signInContradictions(set: Record<string, string | undefined>): string[] {
  const missing = NEEDED.filter((name) => !set[name]);
  const isMeant = missing.length < NEEDED.length;
  const stray = ONLY_WITH_THEM.filter((name) => set[name]);
  const problems = isMeant ? missing.map((name) => `${name} is missing: OIDC needs ${NEEDED.join(', ')}`) : [];
  if (!isMeant && stray.length > 0) problems.push(`${stray.join(', ')} without ${NEEDED.join(', ')} does nothing`);
  if (set.PASSWORD_SIGN_IN === 'off') {
    const parsed = parseRoleMap(set.OIDC_ROLE_MAP ?? '');
    if (!isMeant) problems.push('PASSWORD_SIGN_IN is off and OIDC is not configured: nobody could sign in');
    else if (parsed.ok && !parsed.rules.some(({ gives }) => gives === 'admin')) {
      problems.push(
        'PASSWORD_SIGN_IN is off and OIDC_ROLE_MAP makes nobody an administrator: it needs a part such as ops=admin',
      );
    }
  }
  return problems;
}
