import { z } from 'zod';
import { beginAttemptSchema, keepOutcomeSchema, takeAttemptSchema } from '#core/oidc/schema.ts';
import { uuidSchema } from '#core/schema-parts.ts';
import { MINUTE_MS } from '#core/time/units.ts';
import { sha256 } from '../canonical.ts';
import { command } from '../command.ts';
import { newId } from '../new-id.ts';
import { OK, okSchema } from '../ok.ts';
import { newSecret } from '../secret.ts';

/** How long somebody may take at the provider. */
const VALID_MS = 15 * MINUTE_MS;

/** Keeps what must be known when the person comes back. The state is handed out here and kept as a hash. */
export const beginAttempt = command(
  {
    can: 'system',
    input: beginAttemptSchema,
    output: z.strictObject({ state: z.string(), nonce: z.string(), codeVerifier: z.string() }),
    audit: { none: 'Nothing is decided yet; the outcome is recorded.' },
  },
  async (tx, ctx, { binding, nextPath, sessionId }) => {
    const state = newSecret();
    const secrets = { nonce: newSecret(), codeVerifier: newSecret(48) };
    const createdAt = ctx.now();
    await tx.oidcAttempt.create({
      data: {
        id: newId(),
        stateHash: sha256(state),
        bindingHash: sha256(binding),
        ...secrets,
        nextPath,
        sessionId,
        createdAt,
        expiresAt: new Date(createdAt.getTime() + VALID_MS),
      },
    });
    return { result: { state, ...secrets } };
  },
);

const takenSchema = z.strictObject({
  id: uuidSchema,
  nonce: z.string(),
  codeVerifier: z.string(),
  nextPath: z.string(),
  sessionId: uuidSchema.nullable(),
});
const refusedSchema = z.strictObject({ refused: z.enum(['state', 'replayed', 'attempt_expired']) });

/** Takes the attempt that a state belongs to, once, and only in the browser that began it. */
export const takeAttempt = command(
  {
    can: 'system',
    input: takeAttemptSchema,
    output: z.union([takenSchema, refusedSchema]),
    audit: { none: 'Nothing is decided yet; the outcome is recorded.' },
  },
  async (tx, ctx, { state, binding }) => {
    const now = ctx.now();
    const mine = { stateHash: sha256(state), bindingHash: sha256(binding) };
    const [taken] = await tx.oidcAttempt.updateManyAndReturn({
      where: { ...mine, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
      select: { id: true, nonce: true, codeVerifier: true, nextPath: true, sessionId: true },
    });
    if (taken) return { result: taken };
    const known = await tx.oidcAttempt.findFirst({ where: mine, select: { usedAt: true } });
    if (known === null) return { result: { refused: 'state' as const } };
    return { result: { refused: known.usedAt === null ? ('attempt_expired' as const) : ('replayed' as const) } };
  },
);

/** What a trial showed, for the administrator who made it. */
export const keepOutcome = command(
  {
    can: 'system',
    input: keepOutcomeSchema,
    output: okSchema,
    audit: { none: 'A trial changes nothing.' },
  },
  async (tx, _, { attemptId, outcome }) => {
    const json = JSON.stringify(outcome);
    await tx.$executeRaw`UPDATE oidc_attempt SET outcome = ${json}::jsonb WHERE id = ${attemptId}::uuid`;
    return { result: OK };
  },
);
