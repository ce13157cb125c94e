import type { Prisma } from '#prisma/generated/client.ts';

/** A transaction, with Prisma's models and SQL. */
export type Tx = Prisma.TransactionClient;

/** A transaction, SQL only. Each `Tx` is one; those of commands that say `sqlOnly` are nothing more. */
export type RawTx = {
  $queryRaw<T = unknown>(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<T>;
  $executeRaw(query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]): Promise<number>;
};

/** What a transaction may see. Anything not named stays invisible, whatever the query asks for. */
export type DataScope = {
  /** `*` only for jobs of the server itself. */
  migrations: readonly string[] | '*';
  /** Whose own memberships and account are visible. */
  userId: string | null;
  /** People, passwords, sign-in and the audit trail of the instance. */
  instance: boolean;
};

export const NO_MIGRATION = { migrations: [], userId: null, instance: false } as const satisfies DataScope;
export const SYSTEM_SCOPE = { migrations: '*', userId: null, instance: true } as const satisfies DataScope;

/** Takes the role that is not the owner and names what it may see, until the transaction ends. */
export async function enterScope(tx: RawTx, scope: DataScope): Promise<void> {
  const migrations = scope.migrations === '*' ? '*' : scope.migrations.join(',');
  await tx.$queryRaw`
    SELECT set_config('role', 'parallax_app', true), set_config('TimeZone', 'UTC', true),
           set_config('parallax.migrations', ${migrations}, true),
           set_config('parallax.user', ${scope.userId ?? ''}, true),
           set_config('parallax.instance', ${scope.instance ? 'on' : 'off'}, true)`;
}

/** Narrows or moves a transaction that is already in a scope to these migrations. */
export async function seeMigrations(tx: RawTx, migrationIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT set_config('parallax.migrations', ${migrationIds.join(',')}, true)`;
}

/** For lists of the instance that count over all migrations and show nothing of any. */
export async function seeEveryMigration(tx: Tx): Promise<void> {
  await seeMigrations(tx, ['*']);
}

/** Lets `work` look at people and passwords of the whole instance, inside a transaction that otherwise may not. */
export async function asInstance<T>(tx: RawTx, work: () => Promise<T>): Promise<T> {
  return await keepingScope(tx, async () => {
    await tx.$queryRaw`SELECT set_config('parallax.instance', 'on', true)`;
    return await work();
  });
}

/** Runs `work`, which may enter scopes of its own, and returns to the scope that was there before. */
export async function keepingScope<T>(tx: RawTx, work: () => Promise<T>): Promise<T> {
  const [before] = await tx.$queryRaw<{ migrations: string | null; userId: string | null; instance: string | null }[]>`
    SELECT current_setting('parallax.migrations', true) AS migrations,
           current_setting('parallax.user', true) AS "userId",
           current_setting('parallax.instance', true) AS instance`;
  const result = await work();
  await tx.$queryRaw`
    SELECT set_config('parallax.migrations', ${before?.migrations ?? ''}, true),
           set_config('parallax.user', ${before?.userId ?? ''}, true),
           set_config('parallax.instance', ${before?.instance ?? 'off'}, true)`;
  return result;
}
