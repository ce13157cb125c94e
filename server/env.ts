import { z } from 'zod';
import { signInContradictions, signInVariables } from './oidc/sign-in-variables.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must look like postgresql://user:password@host:5432/name',
});

const address = z
  .url({ protocol: /^https?$/, error: 'must look like https://parallax.example.org' })
  .refine((text) => new URL(text).pathname === '/', 'must be an address without a path')
  .transform((text) => new URL(text).origin);

const secret = z
  .string()
  .min(32, 'must have at least 32 characters: openssl rand -base64 32 makes one')
  .refine((text) => new Set(text).size >= 10, 'is not random: openssl rand -base64 32 makes one');

const schema = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
    DATABASE_URL: databaseUrl.optional(),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    PARALLAX_URL: address.optional(),
    PARALLAX_DATA_DIR: z.string().default('.parallax'),
    NEXTAUTH_SECRET: secret.optional(),
    NEXTAUTH_URL: address.optional(),
    PARALLAX_AUDIT_KEY: z
      .string()
      .startsWith('-----BEGIN PRIVATE KEY-----', 'must be an ed25519 key in PEM')
      .optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
    WORKER: z.enum(['process', 'off']).default('process'),
    ...signInVariables,
  })
  .transform((env) => ({
    ...env,
    PARALLAX_URL: env.PARALLAX_URL ?? env.NEXTAUTH_URL ?? `http://localhost:${env.PORT}`,
  }));

export type Env = z.infer<typeof schema>;

/** Every problem of the environment at once, in words; never a value, which may be a secret. */
export class EnvError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(
      `The environment is not right:\n${problems.map((line) => `  ${line}`).join('\n')}\n.env.example explains each variable.`,
    );
    this.problems = problems;
  }
}

/** Parses the variables; one that is set to nothing counts as not set. Throws `EnvError`. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(set, { error: describe });
  const problems = parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? [];
  problems.push(...contradictions(set));
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new EnvError(problems);
}

/** Checked on the raw values, so that these are reported even while another variable is malformed. */
function contradictions(set: Record<string, string | undefined>): string[] {
  const problems = signInContradictions(set);
  if (set.NODE_ENV === 'production' && !set.NEXTAUTH_SECRET) {
    problems.push('NEXTAUTH_SECRET is missing: nobody can sign in without it. openssl rand -base64 32 makes one');
  }
  if (set.NEXTAUTH_URL && set.PARALLAX_URL && set.NEXTAUTH_URL !== set.PARALLAX_URL) {
    problems.push('NEXTAUTH_URL is another address than PARALLAX_URL. Set PARALLAX_URL only');
  }
  return problems;
}

function describe(issue: {
  code?: string;
  values?: unknown;
  minimum?: unknown;
  maximum?: unknown;
}): string | undefined {
  if (issue.code === 'invalid_value' && Array.isArray(issue.values)) return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'invalid_type') return 'must be a whole number';
  return undefined;
}

let parsed: Env | undefined;

/** The environment of this process, read once. Not at import: a build has none. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
