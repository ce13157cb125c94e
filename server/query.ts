import type { z } from 'zod';
import { authorize, type Can, type ContextOf, type MigrationRef } from './authorize.ts';
import type { Context } from './context.ts';
import { parseInput } from './parse-input.ts';
import { keepingScope, type RawTx, type Tx } from './scope.ts';
import { inRawTransaction, inTransaction } from './transaction.ts';

type Rule<C extends Can, I, O> = {
  can: C;
  input: I;
  output: O;
  /** A key that is restricted to datasets may call it: it sees these and no others. Left out: no such key may. */
  narrows?: true;
  /** Uses no model of Prisma, and its transaction none of its time. */
  sqlOnly?: boolean;
};

/** One read: `getVerdict(ctx, { slug })`. */
export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  (ctx: Context, input: z.input<I>): Promise<z.input<O>>;
  /** As part of a transaction that is open already. */
  within: (tx: Tx, ctx: Context, input: z.input<I>) => Promise<z.input<O>>;
  parsed: (ctx: Context, input: z.output<I>) => Promise<z.input<O>>;
  readonly kind: 'query';
  readonly rule: Rule<Can, I, O>;
};

/** The twin of `command` for reads: the same authorisation and scope, one moment of the database, and nothing can be written. */
export function query<C extends Can, I extends z.ZodType<object>, O extends z.ZodType>(
  rule: Rule<C, I, O> & { sqlOnly: true },
  run: (tx: RawTx, ctx: ContextOf<C>, input: z.output<I>) => Promise<z.input<O>>,
): Query<I, O>;
export function query<C extends Can, I extends z.ZodType<object>, O extends z.ZodType>(
  rule: Rule<C, I, O>,
  run: (tx: Tx, ctx: ContextOf<C>, input: z.output<I>) => Promise<z.input<O>>,
): Query<I, O>;
export function query<C extends Can, I extends z.ZodType<object>, O extends z.ZodType>(
  rule: Rule<C, I, O>,
  run: (tx: Tx, ctx: ContextOf<C>, input: z.output<I>) => Promise<z.input<O>>,
): Query<I, O> {
  const act = async (tx: Tx, outer: Context, input: z.output<I>): Promise<z.input<O>> => {
    const ref: MigrationRef = input;
    // The type of the context follows from `can`, which only authorize() looks at.
    const ctx = (await authorize(tx, outer, rule, ref)) as ContextOf<C>;
    return await run(tx, ctx, input);
  };
  const parsed = (ctx: Context, input: z.output<I>) =>
    rule.sqlOnly
      ? // Its overload holds `run` to SQL, so the models that are missing are not missed.
        inRawTransaction(ctx.db, 'read', (tx) => act(tx as Tx, ctx, input))
      : inTransaction(ctx.db, 'read', (tx) => act(tx, ctx, input));
  const call = async (ctx: Context, input: z.input<I>) => await parsed(ctx, parseInput(rule.input, input));
  const within = async (tx: Tx, ctx: Context, input: z.input<I>) =>
    await keepingScope(tx, () => act(tx, ctx, parseInput(rule.input, input)));
  return Object.assign(call, { within, parsed, kind: 'query' as const, rule });
}
