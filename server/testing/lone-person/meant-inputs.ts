import { z } from 'zod';
import { type WaitingItem, waitingItemSchema } from '#core/approval/schema.ts';
import { isDone } from '#core/mark/progress.ts';
import { isPlanPart, planParts } from '#core/part/plan-parts.ts';
import { runSchema } from '#core/run/schema.ts';
import type { Random } from '../random.ts';
import type { Wrong } from './brief.ts';
import { changedItem } from './changed-plan.ts';
import { asJson, type Json, type KnownThings } from './known-things.ts';

/** What there is to speak about. */
export type Matter = {
  known: KnownThings;
  wrong: Wrong;
  random: Random;
  now: Date;
  migrationId: string;
  /** The plan as it stands. */
  document: Json;
  waiting: readonly WaitingItem[];
  run: () => Json;
};

type Meant = (matter: Matter) => { [name: string]: Json } | null;

/**
 * What calls say that their schema alone would hardly ever hit: the name of an item that there is, what waits just now. Null: there is nothing
 * that it could be about. A call that is not here is drawn from its schema.
 */
const meant: Readonly<Record<string, Meant>> = {
  'plan.mark': ({ document, wrong, random, migrationId }) => {
    const said = anyOf(wrong.items, random);
    if (said && isPlanPart(said.part) && random.int(4) > 0) {
      const status = anyOf<string>(planParts[said.part].marks.filter(isBest), random);
      return status === null ? null : { migrationId, part: said.part, name: said.name, status, note: 'It works now.' };
    }
    const part = random.pick(['scenarios', 'scenarios', 'inventory'] as const);
    const item = anyOf(planShape.parse(document)[part], random);
    return (
      item && {
        migrationId,
        part,
        name: item.name,
        status: random.pick(planParts[part].marks),
        note: 'We looked at it.',
      }
    );
  },
  'plan.approveWindow': ({ document, random, migrationId }) => {
    const window = anyOf(
      planShape.parse(document).calendar.filter(({ kind }) => kind === 'maintenance'),
      random,
    );
    return window && { migrationId, name: window.name };
  },
  'criterion.create': ({ document, random, now, migrationId }) => {
    const criterion = anyOf(planShape.parse(document).criteria, random);
    return criterion && { ...changedItem(criterion, random, now), key: `other-${random.int(1_000)}`, migrationId };
  },
  'criterion.update': ({ random, migrationId, ...matter }) => {
    const criterionId = criterionIn({ random, ...matter });
    const threshold = random.pick(['0', '0.5', '1', '999999', '-1']);
    const way = random.pick<{ [name: string]: Json }>([
      { threshold },
      { blocking: false },
      { gates: ['Cutover'] },
      { windowDays: 1 },
      { comparator: 'lte' },
    ]);
    return criterionId === undefined ? null : { migrationId, criterionId, ...way };
  },
  'check.update': ({ wrong, random, migrationId }) => {
    const checkId = anyOf(wrong.checkIds, random);
    const schedule = random.pick<{ [name: string]: Json }>([
      { at: 'weekly sunday 09:00' },
      { at: 'daily 09:00' },
      { everyMs: 86_400_000 },
    ]);
    return checkId === null ? null : { migrationId, checkId, schedule: { ...schedule, graceMs: 0 } };
  },
  'waiver.request': ({ random, now, migrationId, ...matter }) => {
    const criterionId = criterionIn({ random, ...matter });
    const expiresAt = new Date(now.getTime() + (1 + random.int(20)) * 86_400_000).toISOString();
    return criterionId === undefined ? null : { migrationId, criterionId, reason: 'We know why.', expiresAt };
  },
  'waiver.decide': ({ known, random, migrationId }) => {
    const waiverId = known.pick('waiverId', random, isId);
    return waiverId === undefined ? null : { migrationId, waiverId, approved: true };
  },
  'approval.approvePlanChanges': ({ waiting, random, migrationId }) => {
    const ids = waiting.flatMap(({ kind, id }) => (kind === 'plan' ? [id] : []));
    const some = random.int(2) === 0 ? ids : ids.slice(random.int(ids.length)).slice(0, 1);
    return some.length === 0 ? null : { migrationId, ids: some };
  },
  'approval.answerFor': ({ waiting, migrationId }) => {
    const ids = waiting.filter(isUnanswered).map(({ id }) => id);
    return ids.length === 0 ? null : { migrationId, ids };
  },
  'plan.approveMark': ({ waiting, random, migrationId }) => {
    const mark = anyOf(
      waiting.filter(({ kind }) => kind === 'mark'),
      random,
    );
    return mark && { migrationId, markId: mark.id };
  },
  'evidence.acceptLate': ({ waiting, random, migrationId }) => {
    const late = anyOf(
      waiting.filter(({ kind }) => kind === 'evidence'),
      random,
    );
    const [lateId = '', seen] = late?.id.split('/') ?? [];
    return late && { migrationId, lateId, seen: Number(seen) };
  },
  'ingest.openRun': ({ run }) => {
    const { runId, checkId, kind } = runSchema.parse(run());
    return { protocol: 1, runId, checkId, kind };
  },
  'ingest.completeRun': ({ known, random, run }) => {
    const runId = known.pick('runId', random, isId);
    return runId === undefined ? null : { chunks: 0, run: asJson({ ...runSchema.parse(run()), runId }) };
  },
};

const ofKind = (kind: WaitingItem['kind']) => (item: WaitingItem) => item.kind === kind;
const isUnanswered = ({ answer }: WaitingItem) => answer !== null && answer.given === null;

/** Of what waits, what each call agrees to. */
export const agreesTo: Readonly<Record<string, (item: WaitingItem) => boolean>> = {
  'approval.approvePlanChanges': ofKind('plan'),
  'approval.answerFor': isUnanswered,
  'plan.approveMark': ofKind('mark'),
  'evidence.acceptLate': ofKind('evidence'),
};

/** Undefined: drawn from its schema alone. */
export const meantInput = (call: string, matter: Matter) => meant[call]?.(matter);

export const waitingShape = z.array(waitingItemSchema);

/** Mostly one that is not met. */
const criterionIn = ({ known, wrong, random }: Pick<Matter, 'known' | 'wrong' | 'random'>) =>
  (random.int(3) > 0 ? anyOf(wrong.criterionIds, random) : null) ?? known.pick('criterionId', random, isId);
const isBest = (status: string) => isDone({ status });
const isId = (text: string) => /^[\da-f-]{36}$/.test(text);
const namedShape = z.looseObject({ name: z.string() });
const planShape = z.object({
  scenarios: z.array(namedShape).default([]),
  inventory: z.array(namedShape).default([]),
  calendar: z.array(namedShape.extend({ kind: z.string() })).default([]),
  criteria: z.array(z.record(z.string(), z.custom<Json>())).default([]),
});

const anyOf = <T>(list: readonly T[], random: Random): T | null => list[random.int(list.length)] ?? null;
