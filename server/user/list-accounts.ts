import { z } from 'zod';
import { noInputSchema } from '#core/schema-parts.ts';
import { accountViewSchema } from '#core/user/schema.ts';
import { query } from '../query.ts';
import { seeEveryMigration } from '../scope.ts';

type Row = {
  id: string;
  name: string;
  email: string;
  isAdmin: boolean;
  createdAt: Date;
  hasPassword: boolean;
  isLinked: boolean;
  migrations: number;
  sessions: number;
  lastSeenAt: Date | null;
};

/** Everybody who has an account, by name. How many migrations somebody is in, not which. */
export const listAccounts = query(
  { can: 'instance.manageUsers', input: noInputSchema, output: z.array(accountViewSchema) },
  async (tx, ctx) => {
    await seeEveryMigration(tx);
    const rows = await tx.$queryRaw<Row[]>`
      SELECT u.id, u.name, u.email, u.is_admin OR coalesce(s.is_admin, false) AS "isAdmin", u.created_at AS "createdAt",
             EXISTS (SELECT FROM user_password p WHERE p.user_id = u.id) AS "hasPassword",
             EXISTS (SELECT FROM oidc_identity i WHERE i.user_id = u.id) AS "isLinked",
             (SELECT count(*)::int FROM membership m WHERE m.user_id = u.id) AS migrations,
             coalesce(s.sessions, 0) AS sessions, s.last_seen_at AS "lastSeenAt"
      FROM app_user u
      LEFT JOIN (
        SELECT user_id, count(*)::int AS sessions, max(last_seen_at) AS last_seen_at, bool_or(is_admin) AS is_admin
        FROM app_session WHERE expires_at > ${ctx.now()} GROUP BY user_id
      ) s ON s.user_id = u.id
      ORDER BY u.name, u.email`;
    return rows.map(({ createdAt, lastSeenAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
    }));
  },
);
