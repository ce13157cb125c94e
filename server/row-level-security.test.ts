import { describe, expect, it } from 'vitest';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { db, openDatabase } from './db.ts';
import { applyMigrations } from './migrate/apply-migrations.ts';
import { type DataScope, enterScope, NO_MIGRATION, SYSTEM_SCOPE, type Tx } from './scope.ts';
import { createEmptyDatabase } from './testing/database.ts';
import { makeDatasets, makeKey, makeMigration, makeUser } from './testing/factory.ts';
import { onServer } from './testing/on-server.ts';

const within = async <T>(scope: DataScope, work: (tx: Tx) => Promise<T>, client: PrismaClient = db): Promise<T> =>
  await client.$transaction(async (tx) => {
    await enterScope(tx, scope);
    return await work(tx);
  });

type Table = { name: string; enabled: boolean; forced: boolean; policies: number; hasMigration: boolean };

const listTables = async () =>
  await db.$queryRaw<Table[]>`
    SELECT c.relname AS name, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced,
           (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'migration_id') AS "hasMigration"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations'
    ORDER BY 1`;

describe('row-level security', () => {
  it('is on for every table there is, owner included', async () => {
    const tables = await listTables();
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter(({ enabled, forced, policies }) => !enabled || !forced || policies === 0)).toEqual([]);
  });

  it('shows nothing of any table when no scope was named', async () => {
    const migration = await makeMigration();
    await makeDatasets(migration, [{ name: 'payouts' }]);
    await makeKey(migration);
    for (const { name } of await listTables()) {
      const rows = await within(NO_MIGRATION, (tx) => tx.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${name}`));
      expect(rows, name).toEqual([]);
    }
  });

  it('refuses to write into a migration that was not named', async () => {
    const one = await makeMigration();
    const two = await makeMigration();
    const smuggle = within({ ...NO_MIGRATION, migrations: [one.id] }, (tx) =>
      tx.domain.create({ data: { id: two.id, migrationId: two.id, name: 'x' } }),
    );
    await expect(smuggle).rejects.toThrow(/row-level security/);
  });

  it('shows people to those who share a migration with them, and passwords to nobody', async () => {
    const { id, lead } = await makeMigration();
    const stranger = await makeUser();
    await within(SYSTEM_SCOPE, (tx) =>
      tx.userPassword.create({ data: { userId: lead.id, hash: 'h', changedAt: new Date() } }),
    );
    const scope = { migrations: [id], userId: lead.id, instance: false };
    const seen = await within(scope, (tx) => tx.user.findMany());
    expect(seen.map((user) => user.id)).toEqual([lead.id]);
    expect(await within({ ...scope, migrations: '*' }, (tx) => tx.userPassword.findMany())).toEqual([]);
    expect(await within({ ...NO_MIGRATION, userId: stranger.id }, (tx) => tx.user.count())).toBe(1);
  });

  it('lets nobody make an administrator of themselves', async () => {
    const user = await makeUser();
    const scope = { ...NO_MIGRATION, userId: user.id };
    const rise = (tx: Tx) => tx.user.updateMany({ where: { id: user.id }, data: { isAdmin: true } });
    await expect(within(scope, rise)).rejects.toThrow(/permission denied/i);
    await expect(within({ ...scope, instance: true }, rise)).rejects.toThrow(/permission denied/i);
  });

  it('lets the application add to the audit trail, not change it; nor may the owner in passing', async () => {
    const { id } = await makeMigration();
    for (const statement of [
      `UPDATE audit_entry SET action = 'x'`,
      'DELETE FROM audit_entry',
      'DELETE FROM audit_seal',
    ]) {
      await expect(
        within({ ...NO_MIGRATION, migrations: [id] }, (tx) => tx.$executeRawUnsafe(statement)),
      ).rejects.toThrow(/permission denied/);
      await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/append-only/);
    }
  });
});

describe('an account that is no superuser', () => {
  it('owns the tables and is held by the same policies', async () => {
    const url = await createEmptyDatabase();
    const account = `plain_${Math.random().toString(36).slice(2, 10)}`;
    await onServer(url, async (client) => {
      await client.query(`CREATE ROLE ${account} LOGIN PASSWORD 'x' CREATEROLE`);
      await client.query(`GRANT parallax_app TO ${account}`);
      await client.query(`ALTER SCHEMA public OWNER TO ${account}`);
    });
    const own = new URL(url);
    own.username = account;
    own.password = 'x';
    await applyMigrations(own.href);
    const client = openDatabase(own.href, 2);
    try {
      const seen = await within(NO_MIGRATION, (tx) => tx.migration.count(), client);
      expect(seen).toBe(0);
      const [who] = await within(
        SYSTEM_SCOPE,
        (tx) => tx.$queryRaw<{ role: string }[]>`SELECT current_user AS role`,
        client,
      );
      expect(who?.role).toBe('parallax_app');
    } finally {
      await client.$disconnect();
      await onServer(url, (admin) => admin.query(`DROP OWNED BY ${account} CASCADE; DROP ROLE ${account}`));
    }
  });

  it('learns in words what it lacks where it may not act as the role', async () => {
    const url = await createEmptyDatabase();
    const account = `poor_${Math.random().toString(36).slice(2, 10)}`;
    await onServer(url, async (client) => {
      await client.query(`CREATE ROLE ${account} LOGIN PASSWORD 'x'`);
      await client.query(`ALTER SCHEMA public OWNER TO ${account}`);
    });
    const own = new URL(url);
    own.username = account;
    own.password = 'x';
    try {
      await expect(applyMigrations(own.href)).rejects.toThrow(/may not act as the database role parallax_app/);
    } finally {
      await onServer(url, (admin) => admin.query(`DROP OWNED BY ${account} CASCADE; DROP ROLE ${account}`));
    }
  });
});
