import { z } from 'zod';
import type { WaitingItem } from '#core/approval/schema.ts';
import { DAY_MS } from '#core/time/units.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Random } from '../random.ts';
import { type Briefing, own } from './brief.ts';
import { type Act, callersOf, isAgreeing, perform, type Who } from './calls.ts';
import { changedPlan } from './changed-plan.ts';
import { inputOf } from './inputs.ts';
import { asJson, type Json, type KnownThings } from './known-things.ts';
import { agreesTo, meantInput, waitingShape } from './meant-inputs.ts';
import { oldRun } from './old-runs.ts';
import { listsOfWaiting, type Served, writes } from './served.ts';
import { tokenIn } from './token-in.ts';
import type { UndoneDatabase } from './undone-database.ts';
import { type BadWorld, NOW } from './worlds.ts';

/** `answer`: what was said, or the code of the refusal. */
export type Done = Act & { answer: Json };

/** What is said in terms of the plan, and what changes it. */
const readsPlan = (call: string) => call.startsWith('plan.') || call.startsWith('criterion.');
const WAITING = 'approval.listWaiting';

const PASSWORD = 'long enough to pass';
/** Roles that approve, and may do nothing that they would have to approve. */
const APPROVERS = ['finance', 'bi', 'stakeholder'] as const;

/** How many of the ways to agree each account tries at once. */
const AGREED = 3;

/** What one person does one after another, on a database that forgets it. */
export class Session {
  readonly done: { acts: Done[]; let: number; calls: Record<string, number> } = { acts: [], let: 0, calls: {} };
  clock = NOW;
  /** The plan as it stands; null: it has to be read again. */
  #plan: Json | null;
  /** Accounts in their hands; null: they have to be looked up again. */
  #hands: { email: string }[] | null = null;
  /** When they looked last. */
  #waiting: readonly WaitingItem[] = [];
  readonly #undone: UndoneDatabase;
  readonly #briefing: Briefing;
  readonly #world: BadWorld;
  readonly #known: KnownThings;
  readonly #random: Random;
  /** Accounts of others who do as they are asked: none, but where it is shown what that would make of it. */
  readonly #friends: readonly { email: string }[];

  constructor(undone: UndoneDatabase, briefing: Briefing, random: Random, friends: readonly { email: string }[]) {
    this.#undone = undone;
    this.#briefing = briefing;
    this.#world = briefing.world;
    this.#known = briefing.known;
    this.#plan = briefing.document;
    this.#random = random;
    this.#friends = friends;
  }

  async play(): Promise<void> {
    const random = this.#random;
    for (let steps = 2 + random.int(4); steps > 0; steps -= 1) {
      const turn = random.int(20);
      if (turn < 4) await this.#do('plan.replace');
      else if (turn < 8) await this.#do('ingest.submitRun');
      else if (turn < 10) await this.#makeAPuppet();
      else if (turn < 11) this.#wait();
      else if (turn < 13) await this.#agree();
      else if (turn < 17)
        await this.#do(random.pick(['plan.mark', 'waiver.request', 'criterion.update', ...this.#mostUseful()]));
      else await this.#do(this.#anyWrite().call);
    }
    if (random.int(4) > 0 || this.#friends.length > 0) await this.#agree();
    if (random.int(4) === 0) await this.#decide();
  }

  /** Of an item that failed, that it passed; of what is overdue, that it is due later; else to look away from the criterion. */
  #mostUseful(): string[] {
    if (this.#world.defect === 'marks') return ['plan.replace', 'criterion.update'];
    if (this.#briefing.wrong.checkIds.length > 0) return ['check.update', 'check.update', 'ingest.submitRun'];
    return [this.#briefing.wrong.items.length > 0 ? 'plan.mark' : 'waiver.request'];
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
    const by = who ?? (await this.#anybodyFor(call));
    const input = await this.#inputOf(call);
    if (input === null) return null;
    const all = typeof input === 'object' && !Array.isArray(input) ? { ...input, ...more } : input;
    return await this.#perform({ who: by, call, input: all, at: this.clock.toISOString() });
  }

  /** Null: there is nothing that it could be about. */
  async #inputOf(call: string): Promise<Json> {
    const [known, random, now] = [this.#known, this.#random, this.clock];
    const { id: migrationId } = this.#world.migration;
    const document = readsPlan(call) ? await this.#document() : {};
    const run = () =>
      asJson(oldRun({ briefing: this.#briefing, known, document: this.#plan ?? this.#briefing.document, random, now }));
    // What people say of what nothing ever ran is believed, as a clean run is.
    if (call === 'plan.mark' && this.#world.defect === 'marks') return null;
    if (call === 'plan.replace') return { migrationId, document: changedPlan(document, random, now) };
    if (call === 'ingest.submitRun' || call === 'ingest.validateRun') return run();
    const { wrong } = this.#briefing;
    const meant = meantInput(call, { known, wrong, random, now, migrationId, document, waiting: this.#waiting, run });
    if (meant !== undefined) return meant;
    const shape = writes.find((write) => write.call === call)?.shape;
    return inputOf(shape, '', {
      known,
      random,
      now,
      says: () => random.int(2) === 0,
      entity: call.split('.')[0] ?? '',
      instead: { ...own(this.#world.migration), document: () => changedPlan(document, random, now), run },
    });
  }

  async #perform(act: Act): Promise<unknown> {
    const found = await perform(this.#undone.db, act);
    this.done.acts.push({ ...act, answer: found.ok ? asJson(found.answer ?? null) : found.code });
    if (!found.ok) return null;
    this.done.let += 1;
    if (readsPlan(act.call) || act.call.startsWith('approval.')) this.#plan = null;
    if (!act.call.startsWith('ingest.')) this.#hands = null;
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
    if (this.#plan !== null) return this.#plan;
    const found = await perform(this.#undone.db, act);
    this.#plan = found.ok ? documentShape.parse(asJson(found.answer)).document : {};
    return this.#plan;
  }

  async #anybodyFor(call: string): Promise<Who> {
    const { roles, keys, nobody } = callersOf(call);
    if (nobody) return 'nobody';
    const secrets = this.#known.all('secret').map((secret) => ({ secret }));
    // What they may not do themselves they do with a key.
    const mayOwn = roles.includes(this.#world.role);
    if (keys && (!mayOwn || this.#random.int(3) === 0)) return secrets[this.#random.int(secrets.length)] ?? 'nobody';
    const accounts = await this.#accounts();
    return accounts[this.#random.int(2) === 0 ? 0 : this.#random.int(accounts.length)] ?? 'nobody';
  }

  async #accounts(): Promise<{ email: string }[]> {
    this.#hands ??= await accountsInHand(this.#undone.db, this.#world);
    return [...this.#hands, ...this.#friends];
  }

  /** Invites somebody, or resets a password, and takes the link themselves. Whom they made can make the next. */
  async #makeAPuppet(): Promise<void> {
    const random = this.#random;
    const lone = { email: this.#world.lone.email };
    const accounts = await this.#accounts();
    const who = random.int(3) === 0 ? (accounts[random.int(accounts.length)] ?? lone) : lone;
    if (random.int(3) > 0) {
      await this.#invite(who, [...APPROVERS, 'lead', 'engineer']);
    } else {
      await this.#do('user.createResetLink', who);
      await this.#do('setup.resetPassword', 'nobody', { token: this.#token(), password: PASSWORD });
    }
  }

  async #invite(who: Who, roles: readonly [string, ...string[]]): Promise<void> {
    const email = `puppet-${this.#random.int(1_000_000)}@example.org`;
    await this.#do('member.invite', who, { email, role: this.#random.pick(roles) });
    const taken = { token: this.#token(), name: 'Puppet', email, password: PASSWORD };
    await this.#do('setup.acceptInvite', 'nobody', taken);
  }

  #token(): string {
    return this.#known.all('token').at(-1) ?? '';
  }

  /** Reads what there is to agree to, and agrees to it as everybody they can be: alone there is nobody but themselves. */
  async #agree(): Promise<void> {
    const who = { email: this.#world.lone.email };
    const [known, random, at] = [this.#known, this.#random, this.clock.toISOString()];
    for (const { call, shape } of listsOfWaiting) {
      // What has just been done is in that one; of the others they knew before.
      if (call !== WAITING && random.int(3) > 0) continue;
      const given = { known, random, now: this.clock, entity: call, says: () => false };
      const input = inputOf(shape, '', { ...given, instead: own(this.#world.migration) });
      const found = await perform(this.#undone.db, { who, call, input, at });
      if (!found.ok) continue;
      known.learn(call, asJson(found.answer ?? null));
      if (call === WAITING) this.#waiting = waitingShape.parse(found.answer);
    }
    const waits = this.#waiting.length > 0 || known.all('waiverId').length > 0;
    if (waits && (await this.#accounts()).length === 1 && random.int(4) > 0) await this.#invite(who, APPROVERS);
    const secrets = known.all('secret').map((secret) => ({ secret }));
    for (const each of random.shuffle([...(await this.#accounts()), ...secrets.slice(-1)])) {
      const possible = writes.filter(
        (write) => this.#canAgree(write) && ('email' in each || callersOf(write.call).keys),
      );
      for (const { call } of random.shuffle(possible).slice(0, AGREED)) await this.#do(call, each);
    }
  }

  /** There is something to agree to: an id of whatever it asks for. */
  #canAgree({ call, shape }: Served): boolean {
    const asked = requiredShape.safeParse(shape).data?.required ?? [];
    const ids = asked.filter((name) => name.endsWith('Id') && name !== 'migrationId');
    const isOf = agreesTo[call];
    const isThere = isOf ? this.#waiting.some(isOf) : ids.every((name) => this.#known.all(name).length > 0);
    return isAgreeing(call) && isThere;
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

/** Their own, and every one that they made or whose password they know since they began. */
export async function accountsInHand(db: PrismaClient, { lone }: BadWorld): Promise<{ email: string }[]> {
  const passwords = await db.userPassword.findMany({ where: { changedAt: { gte: NOW } }, select: { userId: true } });
  const ids = passwords.map(({ userId }) => userId);
  return await db.user.findMany({
    where: { OR: [{ id: lone.id }, { id: { in: ids } }] },
    select: { email: true },
    orderBy: { createdAt: 'asc' },
  });
}

const requiredShape = z.object({ required: z.array(z.string()).default([]) });
const documentShape = z.object({ document: z.custom<Json>() });
