import { z } from 'zod';
import { bySlugSchema, slugSchema, uuidSchema } from '#core/schema-parts.ts';
import { pastHoldsUntil } from '#core/verdict/holds-until.ts';
import { type GoNoGo, goNoGoSchema } from '#core/verdict/schema.ts';
import type { Context } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { type Query, query } from '../query.ts';
import type { Tx } from '../scope.ts';
import {
  cachePastTrends,
  cacheVerdict,
  findCachedTrends,
  findCachedVerdict,
  type Seen,
  whatIsSeen,
} from './cache-verdict.ts';
import { type LoadedVerdict, loadVerdict, presentVerdict, trendsOf } from './load-verdict.ts';
import { singleFlight } from './single-flight.ts';

const input = z.strictObject({ slug: slugSchema.optional() });
type Input = z.infer<typeof input>;
const can = 'verdict.read';

/** The cached answer, if what would be computed now is the same. */
const findCached = query(
  {
    can,
    input: bySlugSchema,
    output: z.strictObject({ migrationId: uuidSchema, answer: goNoGoSchema.nullable() }),
    sqlOnly: true,
  },
  async (tx, { db, migrationId, now }) => ({
    migrationId,
    answer: await findCachedVerdict(tx, db, migrationId, now()),
  }),
);

const load = query(
  { can, input: bySlugSchema, output: z.custom<LoadedVerdict & { seen: Seen }>() },
  async (tx, { db, migrationId, now }) => {
    const at = now();
    const seen = await whatIsSeen(tx);
    return {
      seen,
      ...(await loadVerdict(tx, migrationId, at, (today) => findCachedTrends(tx, db, migrationId, at, today))),
    };
  },
);

const loadAnew = query(
  { can, input: bySlugSchema, output: z.custom<LoadedVerdict>() },
  async (tx, { migrationId, now }) => await loadVerdict(tx, migrationId, now()),
);

/** The whole go / no-go page, as it is now. As part of another transaction it is computed, and nothing is cached. */
export const getVerdict: Query<typeof input, typeof goNoGoSchema> = Object.assign(
  async (ctx: Context, given: z.input<typeof input>) => await answer(ctx, parseInput(input, given)),
  {
    parsed: answer,
    within: async (tx: Tx, ctx: Context, given: z.input<typeof input>) =>
      presentVerdict(await loadAnew.within(tx, ctx, given)),
    kind: 'query' as const,
    rule: { can, input, output: goNoGoSchema } as const,
  },
);

async function answer(ctx: Context, given: Input): Promise<GoNoGo> {
  const { migrationId, answer: known } = await findCached.parsed(ctx, given);
  if (known) return known;
  let own: GoNoGo | undefined;
  await singleFlight(migrationId, async () => {
    own = await compute(ctx, given);
  }).catch(() => {}); // Somebody else's failure is ignored; our own comes again below.
  return own ?? (await findCached.parsed(ctx, given)).answer ?? (await compute(ctx, given));
}

/** The transaction is over before trends are made of what it has read: others wait for its connection. */
async function compute(ctx: Context, given: Input): Promise<GoNoGo> {
  const { seen, ...loaded } = await load.parsed(ctx, given);
  const { migration, judgement, past, now } = loaded;
  const trends = trendsOf(loaded);
  const computed = presentVerdict(loaded, trends);
  cacheVerdict(ctx.db, seen, computed, judgement.holdsUntil);
  if (trends !== past) {
    const until = pastHoldsUntil(judgement.evidence, now);
    cachePastTrends(ctx.db, migration.id, trends, { seen, from: now.getTime(), until });
  }
  return computed;
}
