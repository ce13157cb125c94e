import { z } from 'zod';
import { checkKindSchema } from '#core/check/schema.ts';
import { isDone } from '#core/mark/progress.ts';
import { systemContext } from '../../context.ts';
import { randomOf } from '../random.ts';
import { callersOf, perform } from './calls.ts';
import { inputOf } from './inputs.ts';
import { asJson, type Json, KnownThings } from './known-things.ts';
import { reads } from './served.ts';
import { type BadWorld, NOW } from './worlds.ts';

/** A run that was sent before they began. */
export type SentRun = z.infer<typeof sentRunShape>;
/** What stands in the way, as the pages say: whoever wants a go begins with that. */
export type Wrong = {
  criterionIds: readonly string[];
  items: readonly { part: string; name: string }[];
  /** Of which a result is overdue. */
  checkIds: readonly string[];
  runs: readonly SentRun[];
};
/** What the lone person knows before they begin. `document`: the plan as it stands. */
export type Briefing = { world: BadWorld; known: KnownThings; document: Json; wrong: Wrong; runs: readonly SentRun[] };

/** What names the migration in a call. */
export const own = ({ id, slug }: { id: string; slug: string }) => ({ migrationId: () => id, slug: () => slug });

/** Everything that the lone person can read, once. */
export async function brief(world: BadWorld): Promise<Briefing> {
  const known = new KnownThings();
  const { db } = systemContext('test');
  const { lone, migration, handed } = world;
  const who = { email: lone.email };
  const answers = new Map<string, unknown>();
  known.add('secret', handed.secret);
  for (const { call, shape } of reads) {
    // Thousands of simulations, and no name or id that is not told elsewhere.
    if (!callersOf(call).people || call.startsWith('forecast.')) continue;
    const given = { known, random: randomOf(1), now: NOW, entity: call, says: () => false };
    const input = inputOf(shape, '', { ...given, instead: own(migration) });
    const found = await perform(db, { who, call, input, at: NOW.toISOString() });
    if (!found.ok) continue;
    answers.set(call, found.answer);
    known.learn(call, asJson(found.answer));
  }
  const { document, marks } = planShape.parse(answers.get('plan.get'));
  const { criteria } = verdictShape.parse(answers.get('verdict.get'));
  const runs = runsShape.parse(answers.get('run.list')).items;
  const wrong = {
    criterionIds: criteria.flatMap(({ id, result }) => (result.outcome === 'met' ? [] : [id])),
    items: marks.filter((mark) => !isDone(mark)),
    checkIds: world.defect === 'calendar' ? [world.checkIds.schema ?? ''] : [],
    runs: runs.filter(({ verdict }) => verdict !== 'match'),
  };
  return { world, known, document, wrong, runs };
}

const sentRunShape = z.object({ runId: z.string(), kind: checkKindSchema, asOf: z.string(), verdict: z.string() });
const runsShape = z.object({ items: z.array(sentRunShape) });
const planShape = z.object({
  document: z.custom<Json>(),
  marks: z.array(z.object({ part: z.string(), name: z.string(), status: z.string() })),
});
const verdictShape = z.object({
  criteria: z.array(z.object({ id: z.string(), result: z.object({ outcome: z.string() }) })),
});
