import { readMigrations, readSchema } from './migration-files.ts';
import { withSchemaEngine } from './schema-engine.ts';

/**
 * The SQL that leads from what the schema migrations build up to what `prisma/schema` describes; empty if they agree.
 * Needs an account that may create databases: the migrations are applied to a temporary one.
 */
export async function diffMigrations(adminUrl: string): Promise<string> {
  const [migrations, schema] = await Promise.all([readMigrations(), readSchema()]);
  const result = await withSchemaEngine(adminUrl, async (engine, causeOf) => {
    try {
      return await engine.diff({
        from: { tag: 'migrations', ...migrations },
        to: { tag: 'schemaDatamodel', ...schema },
        script: true,
        exitCode: null,
        filters: { externalTables: [], externalEnums: [] },
      });
    } catch (error) {
      throw causeOf(error);
    }
  });
  const sql = result.stdout?.trim() ?? '';
  return sql === '-- This is an empty migration.' ? '' : sql;
}
