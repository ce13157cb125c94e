import { z } from 'zod';
import type { UserActor } from '../../actor.ts';
import { flushRequests } from '../../request-log/note-request.ts';
import { makeUser } from '../factory.ts';
import { randomOf } from '../random.ts';
import { type Briefing, brief } from './brief.ts';
import { type Act, perform, type Who } from './calls.ts';
import { asJson, type Json, KnownThings } from './known-things.ts';
import { accountsInHand, type Done, Session } from './session.ts';
import { tokenIn } from './token-in.ts';
import { UndoneDatabase } from './undone-database.ts';
import { type BadWorld, makeWorld, NOW, worlds } from './worlds.ts';

/** What was done, and what became better by it. */
export type Sequence = { acts: Done[]; better: string[]; let: number; calls: Record<string, number> };

/**
 * One person who leads a migration or approves in it and administers the instance, every key that they can make or were handed, and every
 * account that they invite or whose password they reset, on a migration that is no-go for one reason. Whatever they do, in whatever order: no verdict, no
 * gate and no decision becomes better.
 *
 * Two things are left out. A fresh, complete, consistent, clean run: an agent is trusted with that. And time beyond 30 days, after which
 * an invited account counts as a person of its own.
 */
export class LonePerson {
  readonly #undone: UndoneDatabase;
  readonly #briefing: readonly Briefing[];
  readonly #observer: UserActor;

  private constructor(undone: UndoneDatabase, briefing: readonly Briefing[], observer: UserActor) {
    this.#undone = undone;
    this.#briefing = briefing;
    this.#observer = observer;
  }

  static async open(): Promise<LonePerson> {
    const observer = await makeUser({ name: 'Observer' });
    const briefing: Briefing[] = [];
    for (const world of worlds) briefing.push(await brief(await makeWorld(world)));
    return new LonePerson(await UndoneDatabase.open(process.env.DATABASE_URL ?? ''), briefing, observer);
  }

  async close(): Promise<void> {
    await this.#undone.close();
  }

  /**
   * A random sequence; the same seed does the same, but for ids. `withSecond`: the second approver does as the lone person asks, which
   * shows that there is something to gain.
   */
  async act(seed: number, withSecond = false): Promise<Sequence & { defect: string; role: string }> {
    const random = randomOf(seed);
    const briefing = this.#briefing[random.int(this.#briefing.length)];
    if (!briefing) throw new Error('There is no migration.');
    const { world } = briefing;
    const sequence = await this.#undoing(async () => {
      const friends = withSecond ? [{ email: world.second.email }] : [];
      const session = new Session(
        this.#undone,
        { ...briefing, known: new KnownThings(briefing.known) },
        random,
        friends,
      );
      await session.play();
      // Where every call was refused, nothing is other than it was.
      const better = session.done.let === 0 ? [] : await this.#better(world, session.clock);
      return { ...session.done, better };
    });
    return { ...sequence, defect: world.defect, role: world.role };
  }

  /** The fewest of the acts that still make something better. */
  async shrink(seed: number, { acts }: Sequence): Promise<Done[]> {
    const briefing = this.#briefing[randomOf(seed).int(this.#briefing.length)];
    if (!briefing) return acts;
    let left = acts;
    for (let i = left.length - 1; i >= 0; i -= 1) {
      const fewer = left.toSpliced(i, 1);
      if ((await this.#again(briefing.world, fewer)).length > 0) left = fewer;
    }
    return left;
  }

  async #again(world: BadWorld, acts: readonly Done[]): Promise<string[]> {
    return await this.#undoing(async () => {
      const renamed = new Map<string, string>();
      let clock = NOW;
      for (const { answer: before, ...given } of acts) {
        clock = new Date(given.at);
        const now: Act = JSON.parse(rename(JSON.stringify(given), renamed));
        // Without what put an account into their hands, they are not it.
        if (!(await this.#isInHand(world, now.who))) continue;
        const found = await perform(this.#undone.db, now);
        if (found.ok) compare(before, asJson(found.answer ?? null), renamed);
      }
      return await this.#better(world, clock);
    });
  }

  async #isInHand(world: BadWorld, who: Who): Promise<boolean> {
    if (who === 'nobody' || 'secret' in who) return true;
    return (await accountsInHand(this.#undone.db, world)).some(({ email }) => email === who.email);
  }

  async #undoing<T>(work: () => Promise<T>): Promise<T> {
    await this.#undone.begin();
    try {
      return await work();
    } finally {
      await flushRequests({ db: this.#undone.db, now: () => NOW });
      await this.#undone.undo();
    }
  }

  /** What is better than the no-go that it was, seen by somebody who had no part in it. */
  async #better({ migration }: BadWorld, clock: Date): Promise<string[]> {
    const { db } = this.#undone;
    const since = { migrationId: migration.id, userId: this.#observer.id, role: 'auditor', since: NOW };
    const { migrationId, userId } = since;
    await db.membership.upsert({
      where: { migrationId_userId: { migrationId, userId } },
      create: since,
      update: since,
    });
    const ask = async (call: string, more: object = {}) => {
      const input = asJson({ slug: migration.slug, ...more });
      const found = await perform(this.#undone.db, {
        who: { email: this.#observer.email },
        call,
        input,
        at: clock.toISOString(),
      });
      if (!found.ok) throw new Error(`${call} is not answered: ${found.code} ${found.message}`);
      return found.answer;
    };
    const { verdict, phases } = verdictShape.parse(await ask('verdict.get'));
    const better = verdict === 'no_go' ? [] : [`the verdict is ${verdict}`];
    for (const phase of phases.length === 0 ? [undefined] : phases.map(({ name }) => name)) {
      const { data } = gateShape.parse(
        await ask('gate.check', { allowConditional: true, ...(phase !== undefined && { phase }) }),
      );
      if (data.pass) better.push(`the gate ${phase ?? ''} passes`);
      if (data.verdict !== 'no_go') better.push(`the gate ${phase ?? ''} is ${data.verdict}`);
    }
    const taken = await db.decision.findMany({ where: { migrationId: migration.id, state: 'decided' } });
    for (const { number, outcome, override } of taken) {
      if (outcome === 'go' || outcome === 'go_with_conditions')
        better.push(`G-${number} is ${outcome}, override ${override}`);
    }
    return better;
  }
}

const verdictShape = z.object({ verdict: z.string(), phases: z.array(z.object({ name: z.string() })) });
const gateShape = z.object({ data: z.object({ pass: z.boolean(), verdict: z.string() }) });

function rename(text: string, renamed: ReadonlyMap<string, string>): string {
  return [...renamed].reduce((now, [before, after]) => now.replaceAll(before, after), text);
}

/** Ids, tokens and secrets are others each time: what stood where says which is which. */
function compare(before: Json | undefined, after: Json | undefined, renamed: Map<string, string>): void {
  if (typeof before === 'string' && typeof after === 'string') {
    if (before === after || before.length < 16) return;
    const [one, other] = [tokenIn(before), tokenIn(after)];
    renamed.set(one ?? before, other ?? after);
  } else if (typeof before === 'object' && before !== null && typeof after === 'object' && after !== null) {
    for (const [name, value] of Object.entries(before))
      compare(value, asJson(Reflect.get(after, name) ?? null), renamed);
  }
}
