import type { z } from 'zod';
import { authorize, type Can, type ContextOf, type MigrationRef } from './authorize.ts';
import type { Context } from './context.ts';
import { parseInput } from './parse-input.ts';
import { keepingScope, type Tx } from './scope.ts';
import { inTransaction } from './transaction.ts';

type Rule<C extends Can, I, O> = { can: C; input: I; output: O };

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
  rule: Rule<C, I, O>,
  run: (tx: Tx, ctx: ContextOf<C>, input: z.output<I>) => Promise<z.input<O>>,
): Query<I, O> {
  const act = async (tx: Tx, outer: Context, input: z.output<I>): Promise<z.input<O>> => {
    const ref: MigrationRef = input;
    // The type of the context follows from `can`, which only authorize() looks at.
    const ctx = (await authorize(tx, outer, rule.can, ref)) as ContextOf<C>;
    return await run(tx, ctx, input);
  };
  const parsed = (ctx: Context, input: z.output<I>) => inTransaction(ctx.db, 'read', (tx) => act(tx, ctx, input));
  const call = async (ctx: Context, input: z.input<I>) => await parsed(ctx, parseInput(rule.input, input));
  const within = async (tx: Tx, ctx: Context, input: z.input<I>) =>
    await keepingScope(tx, () => act(tx, ctx, parseInput(rule.input, input)));
  return Object.assign(call, { within, parsed, kind: 'query' as const, rule });
}
