import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { roleSchema } from '#core/member/schema.ts';
import { noInputSchema, uuidSchema } from '#core/schema-parts.ts';
import { env } from '../env.ts';
import { oidcSettings } from '../oidc/settings.ts';
import { query } from '../query.ts';
import { asInstance } from '../scope.ts';
import { personOf } from '../session/end-session.ts';

/** Who is signed in, and where they belong. */
export const getMe = query(
  {
    can: 'signedIn',
    input: noInputSchema,
    output: z.strictObject({
      user: z.strictObject({ id: uuidSchema, name: z.string(), email: z.string(), isAdmin: z.boolean() }),
      memberships: z.array(
        z.strictObject({ migrationId: uuidSchema, slug: z.string(), name: z.string(), role: roleSchema }),
      ),
    }),
  },
  async (tx, { actor }) => {
    if (actor.type !== 'user') throw new AppError('FORBIDDEN', 'Only a person has a profile.');
    const { id, name, email, isAdmin } = actor;
    const rows = await tx.membership.findMany({
      where: { userId: id },
      orderBy: { migration: { name: 'asc' } },
      select: { migrationId: true, role: true, migration: { select: { slug: true, name: true } } },
    });
    return {
      user: { id, name, email, isAdmin },
      memberships: rows.map(({ migrationId, role, migration }) => ({
        migrationId,
        role: roleSchema.parse(role),
        ...migration,
      })),
    };
  },
);

/** By what the person who asks can sign in. `provider` is the name of the OpenID provider, null where there is none. */
export const getSignIn = query(
  {
    can: 'signedIn',
    input: noInputSchema,
    output: z.strictObject({
      hasPassword: z.boolean(),
      arePasswordsOn: z.boolean(),
      provider: z.string().nullable(),
      isLinked: z.boolean(),
    }),
  },
  async (tx, ctx) => {
    const { id } = personOf(ctx);
    const [passwords, identities] = await asInstance(tx, async () => [
      await tx.userPassword.count({ where: { userId: id } }),
      await tx.oidcIdentity.count({ where: { userId: id } }),
    ]);
    return {
      hasPassword: passwords === 1,
      arePasswordsOn: env().PASSWORD_SIGN_IN === 'on',
      provider: oidcSettings()?.name ?? null,
      isLinked: (identities ?? 0) > 0,
    };
  },
);
