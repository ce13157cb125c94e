import type { z } from 'zod';
import { type AuditChange, recordAudit } from './audit/record-audit.ts';
import { authorize, type Can, type ContextOf, type MigrationRef } from './authorize.ts';
import type { Context } from './context.ts';
import { appendChanges, type Change } from './outbox/append-changes.ts';
import { parseInput } from './parse-input.ts';
import { keepingScope, type RawTx, type Tx } from './scope.ts';
import { inRawTransaction, inTransaction } from './transaction.ts';

/** The name under which the action stands in the audit trail (`key.revoked`), or why it needs no entry. */
export type AuditRule = string | { none: string };

/** What open pages hear of; the migration is the command's own where none is named. */
type Emitted = Omit<Change, 'migrationId'> & { migrationId?: string };

/**
 * What a handler gives back. With an audited command `change` cannot be forgotten; null says that nothing was changed after all
 * (a key revoked twice). `auditedIn` places the entry where the command itself concerns no migration yet.
 */
export type Audited<R> = {
  result: R;
  emit?: readonly Emitted[];
  change: AuditChange | null;
  auditedIn?: string;
  /** Where the action turned out other than the rule names, such as a sign-in that was refused. */
  action?: string;
};
export type Unaudited<R> = { result: R; emit?: readonly Emitted[] };

type Rule<C extends Can, I, O, A> = {
  can: C;
  /** An object; a permission inside a migration is asked for `migrationId` or `slug` of it, or for a key's own migration. */
  input: I;
  output: O;
  audit: A;
  /** A key that is restricted to datasets may call it: it sees and changes these and no others. Left out: no such key may. */
  narrows?: true;
  /** Uses no model of Prisma, and its transaction none of its time: for what is called a thousand times a minute. */
  sqlOnly?: boolean;
};

/** One write: `certifyVariance(ctx, input)`. */
export type Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  (ctx: Context, input: z.input<I>): Promise<z.input<O>>;
  /** As part of a transaction that another command opened: authorised, audited and announced in its own name. */
  within: (tx: Tx, ctx: Context, input: z.input<I>) => Promise<z.input<O>>;
  /** For entry points that have parsed the input already. */
  parsed: (ctx: Context, input: z.output<I>) => Promise<z.input<O>>;
  readonly kind: 'command';
  readonly rule: Rule<Can, I, O, AuditRule>;
};

/**
 * Every write is one of these. Parses, authorises, opens the transaction under the role and scope that the actor has, runs `run`,
 * writes the audit entry and the outbox in the same transaction. `run` may be run again when the database gave up on it.
 */
export function command<C extends Can, I extends z.ZodType<object>, O extends z.ZodType>(
  rule: Rule<C, I, O, { none: string }> & { sqlOnly: true },
  run: (tx: RawTx, ctx: ContextOf<C>, input: z.output<I>) => Promise<Unaudited<z.input<O>>>,
): Command<I, O>;
export function command<C extends Can, I extends z.ZodType<object>, O extends z.ZodType>(
  rule: Rule<C, I, O, string>,
  run: (tx: Tx, ctx: ContextOf<C>, input: z.output<I>) => Promise<Audited<z.input<O>>>,
): Command<I, O>;
export function command<C extends Can, I extends z.ZodType<object>, O extends z.ZodType>(
  rule: Rule<C, I, O, { none: string }>,
  run: (tx: Tx, ctx: ContextOf<C>, input: z.output<I>) => Promise<Unaudited<z.input<O>>>,
): Command<I, O>;
export function command<C extends Can, I extends z.ZodType<object>, O extends z.ZodType>(
  rule: Rule<C, I, O, AuditRule>,
  run: (tx: Tx, ctx: ContextOf<C>, input: z.output<I>) => Promise<Partial<Audited<unknown>> & Unaudited<z.input<O>>>,
): Command<I, O> {
  const act = async (tx: Tx, outer: Context, input: z.output<I>): Promise<z.input<O>> => {
    const ref: MigrationRef = input;
    // The type of the context follows from `can`, which only authorize() looks at.
    const ctx = (await authorize(tx, outer, rule, ref)) as ContextOf<C>;
    const done = await run(tx, ctx, input);
    const own = 'migrationId' in ctx && typeof ctx.migrationId === 'string' ? ctx.migrationId : null;
    if (typeof rule.audit === 'string' && done.change) {
      await recordAudit(tx, ctx, done.auditedIn ?? own, done.action ?? rule.audit, done.change);
    }
    await appendChanges(
      tx,
      ctx.now(),
      (done.emit ?? []).map((change) => ofMigration(change, own)),
    );
    return done.result;
  };
  const parsed = (ctx: Context, input: z.output<I>) =>
    rule.sqlOnly
      ? // Its overload holds `run` to SQL, so the models that are missing are not missed.
        inRawTransaction(ctx.db, 'write', (tx) => act(tx as Tx, ctx, input))
      : inTransaction(ctx.db, 'write', (tx) => act(tx, ctx, input));
  const call = async (ctx: Context, input: z.input<I>) => await parsed(ctx, parseInput(rule.input, input));
  const within = async (tx: Tx, ctx: Context, input: z.input<I>) =>
    await keepingScope(tx, () => act(tx, ctx, parseInput(rule.input, input)));
  return Object.assign(call, { within, parsed, kind: 'command' as const, rule });
}

function ofMigration(change: Emitted, own: string | null): Change {
  const migrationId = change.migrationId ?? own;
  if (migrationId === null) throw new Error(`A change of "${change.topic}" must name its migration.`);
  return { ...change, migrationId };
}
