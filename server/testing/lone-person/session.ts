import { z } from 'zod';
import type { Random } from '../random.ts';
import { type Act, type Answer, callersOf, isAgreeing, perform, type Who } from './calls.ts';
import { changedPlan } from './changed-plan.ts';
import { inputOf } from './inputs.ts';
import type { Json, KnownThings } from './known-things.ts';
import { asJson, oldRun } from './old-runs.ts';
import { listsOfWaiting, type Served, writes } from './served.ts';
import { tokenIn } from './token-in.ts';
import type { UndoneDatabase } from './undone-database.ts';
import { type BadWorld, DAY_MS, NOW } from './worlds.ts';

/** `answer`: what was said, or the code of the refusal. */
export type Done = Act & { answer: Json };
export type Told = { world: BadWorld; known: KnownThings };

/** How many of the ways to agree each account tries at once. */
const AGREED = 2;

/** What names the migration in a call. */
export const own = ({ id, slug }: { id: string; slug: string }) => ({ migrationId: () => id, slug: () => slug });

/** What one person does one after another, on a database that forgets it. */
export class Session {
  readonly done: { acts: Done[]; let: number; calls: Record<string, number> } = { acts: [], let: 0, calls: {} };
  clock = NOW;
  #plan: Answer | null = null;
  readonly #undone: UndoneDatabase;
  readonly #world: BadWorld;
  readonly #known: KnownThings;
  readonly #random: Random;
  /** Accounts of others who do as they are asked: none, but where it is shown what that would make of it. */
  readonly #friends: readonly { email: string }[];

  constructor(undone: UndoneDatabase, { world, known }: Told, random: Random, friends: readonly { email: string }[]) {
    this.#undone = undone;
    this.#world = world;
    this.#known = known;
    this.#random = random;
    this.#friends = friends;
  }

  async play(): Promise<void> {
    const random = this.#random;
    for (let steps = 3 + random.int(5); steps > 0; steps -= 1) {
      const turn = random.int(20);
      if (turn < 8) await this.#do('plan.replace');
      else if (turn < 11) await this.#do('ingest.submitRun');
      else if (turn < 13) await this.#makeAPuppet();
      else if (turn < 14) this.#wait();
      else if (turn < 16) await this.#agree();
      else await this.#do(this.#anyWrite().call);
    }
    if (random.int(3) === 0) await this.#agree();
    if (random.int(4) === 0) await this.#decide();
  }

  #anyWrite(): Served {
    const found = writes[this.#random.int(writes.length)];
    if (!found) throw new Error('The router has no write.');
    return found;
  }

  /** Mostly moments, so that the evidence that is good stays fresh; three days at most. */
  #wait(): void {
    const random = this.#random;
    const days = random.int(4) === 0 ? random.int(4) : random.int(60) / 1_440;
    this.clock = new Date(this.clock.getTime() + days * DAY_MS);
  }

  async #do(call: string, who?: Who, more: { [name: string]: Json } = {}): Promise<unknown> {
    const shape = writes.find((write) => write.call === call)?.shape;
    const by = who ?? (await this.#anybodyFor(call));
    const document = call === 'plan.replace' || call === 'plan.preview' ? await this.#document() : null;
    const given = {
      known: this.#known,
      random: this.#random,
      now: this.clock,
      entity: call.split('.')[0] ?? '',
      instead: {
        ...own(this.#world.migration),
        document: (random: Random) => changedPlan(document, random, this.clock),
        run: (random: Random) => asJson(oldRun(this.#world.checkIds, this.#known, random, this.clock)),
      },
    };
    const isRun = call === 'ingest.submitRun' || call === 'ingest.validateRun';
    const made =
      document === null
        ? inputOf(shape, isRun ? 'run' : '', given)
        : { migrationId: this.#world.migration.id, document: changedPlan(document, this.#random, this.clock) };
    const input = typeof made === 'object' && made !== null && !Array.isArray(made) ? { ...made, ...more } : made;
    return await this.#perform({ who: by, call, input, at: this.clock.toISOString() });
  }

  async #perform(act: Act): Promise<unknown> {
    const found = await perform(this.#undone.db, act);
    this.done.acts.push({ ...act, answer: found.ok ? asJson(found.answer ?? null) : found.code });
    if (!found.ok) return null;
    this.done.let += 1;
    if (!act.call.startsWith('ingest.')) this.#plan = null;
    this.done.calls[act.call] = (this.done.calls[act.call] ?? 0) + 1;
    const answer = asJson(found.answer ?? null);
    this.#known.learn(act.call, answer);
    const token = tokenIn(JSON.stringify(answer));
    if (token !== undefined) this.#known.add('token', token);
    return answer;
  }

  /** The plan as it stands; evidence does not change it. */
  async #document(): Promise<Json> {
    const { lone, migration } = this.#world;
    const input = { slug: migration.slug };
    const act = { who: { email: lone.email }, call: 'plan.get', input, at: this.clock.toISOString() };
    const found = this.#plan ?? (await perform(this.#undone.db, act));
    this.#plan = found;
    return found.ok ? documentShape.parse(asJson(found.answer)).document : {};
  }

  async #anybodyFor(call: string): Promise<Who> {
    const { people, keys, nobody } = callersOf(call);
    if (nobody) return 'nobody';
    const secrets = this.#known.all('secret').map((secret) => ({ secret }));
    if (keys && (!people || this.#random.int(3) === 0)) return secrets[this.#random.int(secrets.length)] ?? 'nobody';
    const accounts = await this.#accounts();
    return accounts[this.#random.int(2) === 0 ? 0 : this.#random.int(accounts.length)] ?? 'nobody';
  }

  /** Their own, and every one that they made or whose password they know since they began. */
  async #accounts(): Promise<{ email: string }[]> {
    const { db } = this.#undone;
    const passwords = await db.userPassword.findMany({ where: { changedAt: { gte: NOW } }, select: { userId: true } });
    const theirs = await db.user.findMany({ where: { id: { in: passwords.map(({ userId }) => userId) } } });
    return [{ email: this.#world.lone.email }, ...theirs.map(({ email }) => ({ email })), ...this.#friends];
  }

  /** Invites somebody, or resets a password, and takes the link themselves. */
  async #makeAPuppet(): Promise<void> {
    const random = this.#random;
    const who = { email: this.#world.lone.email };
    const password = 'long enough to pass';
    const token = () => this.#known.all('token').at(-1) ?? '';
    if (random.int(3) > 0) {
      const email = `puppet-${random.int(1_000_000)}@example.org`;
      const role = random.pick(['finance', 'bi', 'stakeholder', 'lead', 'engineer']);
      await this.#do('member.invite', who, { email, role });
      await this.#do('setup.acceptInvite', 'nobody', { token: token(), name: 'Puppet', email, password });
    } else {
      await this.#do('user.createResetLink', who);
      await this.#do('setup.resetPassword', 'nobody', { token: token(), password });
    }
  }

  /** Reads what there is to agree to, and agrees to it as everybody they can be. */
  async #agree(): Promise<void> {
    const who = { email: this.#world.lone.email };
    for (const { call, shape } of listsOfWaiting) {
      const given = {
        known: this.#known,
        random: this.#random,
        now: this.clock,
        entity: call,
        instead: own(this.#world.migration),
      };
      const found = await perform(this.#undone.db, {
        who,
        call,
        input: inputOf(shape, '', given),
        at: this.clock.toISOString(),
      });
      if (found.ok) this.#known.learn(call, asJson(found.answer ?? null));
    }
    for (const account of this.#random.shuffle(await this.#accounts())) {
      const possible = this.#random.shuffle(writes.filter((write) => this.#canAgree(write)));
      for (const { call } of possible.slice(0, AGREED)) await this.#do(call, account);
    }
  }

  /** There is something to agree to: an id of whatever it asks for. */
  #canAgree({ call, shape }: Served): boolean {
    const asked = requiredShape.safeParse(shape).data?.required ?? [];
    const ids = asked.filter((name) => name.endsWith('Id') && name !== 'migrationId');
    return isAgreeing(call) && ids.every((name) => this.#known.all(name).length > 0);
  }

  async #decide(): Promise<void> {
    const who = { email: this.#world.lone.email };
    await this.#do('decision.freeze', who);
    const outcome = this.#random.pick(['go', 'go', 'go_with_conditions']);
    const conditions: Json = outcome === 'go' ? [] : [{ text: 'Later', owner: 'Lone', dueOn: '2026-12-31' }];
    await this.#do('decision.propose', who, { outcome, reason: 'The contract ends.', conditions, extendedTo: null });
    for (const account of await this.#accounts()) await this.#do('decision.second', account);
    await this.#do('decision.take', who);
  }
}

const requiredShape = z.object({ required: z.array(z.string()).default([]) });
const documentShape = z.object({ document: z.custom<Json>() });
