import pg from 'pg';
import { Prisma } from '#prisma/generated/client.ts';
import { sha256 } from './canonical.ts';
import type { RawTx } from './scope.ts';

/**
 * SQL on one connection, or each statement on any of a pool, without Prisma in between. The same template strings, values and results as with Prisma, and each statement
 * without fragments is prepared once a connection. docs/decisions/0201-hot-path-without-prisma.md has the measurements.
 */
export function rawOn(client: pg.ClientBase | pg.Pool): RawTx {
  const run = async (template: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]) =>
    await client.query({ ...statementOf(template, values), types: TYPES });
  return {
    // The caller states what the rows look like, as with Prisma.
    $queryRaw: async <T>(template: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      (await run(template, values)).rows as T,
    $executeRaw: async (template, ...values) => (await run(template, values)).rowCount ?? 0,
  };
}

type Statement = { text: string; values: unknown[]; name?: string };

/** Of each place in the code that has no fragments: its text is always the same. */
const prepared = new WeakMap<TemplateStringsArray, { text: string; name: string }>();

function statementOf(template: TemplateStringsArray | Prisma.Sql, values: readonly unknown[]): Statement {
  if (!('raw' in template)) return { text: template.text, values: template.values.map(sent) };
  if (values.some((value) => value instanceof Prisma.Sql)) {
    const { text, values: flat } = Prisma.sql(template, ...values);
    return { text, values: flat.map(sent) };
  }
  let known = prepared.get(template);
  if (!known) {
    const text = textOf(template);
    // Named by its text: Next loads this module once for each of its bundles, and all of them use the same connections.
    known = { text, name: `parallax_${sha256(text).slice(0, 40)}` };
    prepared.set(template, known);
  }
  return { ...known, values: values.map(sent) };
}

const textOf = (parts: readonly string[]) => parts.map((part, i) => (i === 0 ? part : `$${i}${part}`)).join('');

/** The driver would write an instant in the zone of this process. */
function sent(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.map(sent) : value;
}

/** As Prisma answers: whole numbers of 64 bits are bigint, decimals exact, a date is midnight UTC. */
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: BigInt,
  [pg.types.builtins.NUMERIC]: (text) => new Prisma.Decimal(text),
  [pg.types.builtins.DATE]: (text) => new Date(`${text}T00:00:00Z`),
};

const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => PARSERS[oid] ?? pg.types.getTypeParser(oid, format),
};
