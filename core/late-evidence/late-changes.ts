import { z } from 'zod';
import { waitingItemSchema } from '../approval/schema.ts';
import { instantSchema, uuidSchema } from '../schema-parts.ts';
import { dayStateSchema } from '../streak/schema.ts';

const spanSchema = z.strictObject({ from: instantSchema, to: instantSchema.nullable() });

/** What accepting late evidence changes of the past, before and after: days of its datasets, and when findings were open. */
export const lateChangesSchema = z.strictObject({
  datasetIds: z.array(uuidSchema),
  days: z.array(z.strictObject({ day: z.iso.date(), before: dayStateSchema, after: dayStateSchema })),
  findings: z.array(
    z.strictObject({ number: z.int(), title: z.string(), before: z.array(spanSchema), after: z.array(spanSchema) }),
  ),
  /** Days that some of it is about and that no ledger has: those before the migration was made, on `startedOn`. Left out: none. */
  beforeStart: z.strictObject({ from: z.iso.date(), to: z.iso.date(), startedOn: z.iso.date() }).optional(),
});
export type LateChanges = z.infer<typeof lateChangesSchema>;

/** What a key sent on a day about days that were judged before. */
export const lateEvidenceSchema = z.strictObject({
  id: uuidSchema,
  keyName: z.string(),
  /** When it was received. */
  day: z.iso.date(),
  openedAt: instantSchema,
  state: z.enum(['waits', 'accepted', 'refused']),
  /** Runs of which something waits, and minutes of telemetry. */
  results: z.int(),
  minutes: z.int(),
  /** What accepting or refusing it asks for: how much there was when the reader looked. */
  seen: z.int(),
  /** Why it waits. */
  reasons: z.array(z.string()),
  /** Runs that it replaces, and what replaces them, in words; at most ten. */
  corrections: z.array(z.strictObject({ runId: uuidSchema, about: z.string(), before: z.string(), after: z.string() })),
  /** Days that it is about; null: of runs there are none. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  independence: z.string().nullable(),
  comment: z.string(),
  changes: lateChangesSchema.nullable(),
  /** As it stands among what waits: whether this reader may accept it, and who answers for it; null: it waits no longer. */
  waiting: waitingItemSchema.nullable(),
});
export type LateEvidence = z.infer<typeof lateEvidenceSchema>;

/** The past of some datasets, as far as late evidence can change it. */
export type Past = {
  days: readonly { date: string; state: LateChanges['days'][number]['before'] }[];
  spans: readonly { number: number; title: string; from: string; to: string | null }[];
};

/** Only what differs. */
export function lateChanges(datasetIds: readonly string[], before: Past, after: Past): LateChanges {
  const was = new Map(before.days.map(({ date, state }) => [date, state]));
  const [open, now] = [Map.groupBy(before.spans, titled), Map.groupBy(after.spans, titled)];
  const findings = [...new Set([...open.keys(), ...now.keys()])].map((key) => {
    const [one] = [...(open.get(key) ?? []), ...(now.get(key) ?? [])];
    const spans = (list: Past['spans'] = []) => list.map(({ from, to }) => ({ from, to }));
    return {
      number: one?.number ?? 0,
      title: one?.title ?? '',
      before: spans(open.get(key)),
      after: spans(now.get(key)),
    };
  });
  return {
    datasetIds: [...datasetIds],
    days: after.days.flatMap(({ date, state }) => {
      const old = was.get(date) ?? state;
      return old === state ? [] : [{ day: date, before: old, after: state }];
    }),
    findings: findings
      .filter((finding) => JSON.stringify(finding.before) !== JSON.stringify(finding.after))
      .sort((a, b) => a.number - b.number),
  };
}

/** The days of some evidence for which there is no ledger; null: all are in it. */
export function daysBeforeStart(days: readonly string[], startedOn: string): LateChanges['beforeStart'] | null {
  const early = days.filter((day) => day < startedOn).sort();
  const [from, to] = [early[0], early.at(-1)];
  return from === undefined || to === undefined ? null : { from, to, startedOn };
}

const titled = ({ number }: { number: number }) => number;
