import { z } from 'zod';
import type { Kind } from '#core/check/kind.ts';
import { type CheckKind, type KindRegistry, kindRegistry } from '#core/check/kinds.ts';
import { longestGapMs, timesText } from '#core/check/schedule.ts';
import { type Column, criticalitySchema, type DatasetDefinition, type DeclareDatasets } from '#core/dataset/schema.ts';
import { formatExactDuration } from '#core/format/exact-duration.ts';
import { isSame } from '#core/plan/diff-plan.ts';
import { nameSchema } from '#core/schema-parts.ts';
import { parseDuration } from '#lib/format/parse-duration.ts';
import { parseTimes, type Times, timesOf } from '#lib/format/parse-times.ts';

const words = z.string().transform((text) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== ''),
);
const optionalName = z
  .string()
  .trim()
  .max(200)
  .transform((text) => (text === '' ? null : text));
/** A length of time as people write it; `core` keeps milliseconds. */
export const durationSchema = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms === null)
    context.addIssue({ code: 'custom', message: 'must be a length of time, such as "15 min" or "2 days"' });
  return ms ?? 0;
});
/** How often, empty for "not at all". */
const everySchema = z.string().transform((text, context): Times | null => {
  if (text === '') return null;
  const times = parseTimes(text);
  if (times === null)
    context.addIssue({ code: 'custom', message: 'must be how often or when, such as "1 h" or "daily 02:30"' });
  return times;
});

/** Kinds that the form asks for. */
export function formKindsOf({ kinds }: KindRegistry): readonly Kind<CheckKind>[] {
  return kinds.filter(({ isInForm }) => isInForm);
}
export const formKinds = formKindsOf(kindRegistry);

/** A dataset as the form asks for it. Columns that need more than being sensitive are declared as YAML. */
export const datasetFormSchema = z.object({
  name: nameSchema,
  domain: nameSchema,
  legacyRef: nameSchema,
  targetRef: nameSchema,
  keyColumns: words,
  sensitiveColumns: words,
  moneyColumn: optionalName,
  watermarkColumn: optionalName,
  criticality: criticalitySchema,
  ownerTeam: optionalName,
  wave: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .transform(Number),
  lag: durationSchema,
  mayBeEmpty: z.boolean(),
  checks: z.record(z.string(), everySchema),
});
export type DatasetForm = z.infer<typeof datasetFormSchema>;
export type DatasetFormText = z.input<typeof datasetFormSchema>;

type Check = DeclareDatasets['datasets'][number]['checks'][number];

/**
 * What the form shows at first: a new dataset with the checks that the plan has for every dataset, or the usual ones; or a dataset that
 * is there. Its checks stay as they are.
 */
export function datasetFormText(
  dataset: DatasetDefinition | null,
  planned: readonly Check[] = [],
  kinds = formKinds,
): DatasetFormText {
  const every = ({ id: kind, everyMs }: (typeof kinds)[number]): string => {
    if (dataset) return '';
    if (planned.length === 0) return everyMs === null ? '' : formatExactDuration(everyMs);
    const check = planned.find((one) => one.kind === kind);
    return check ? timesText(check.schedule).replace(/^every /, '') : '';
  };
  return {
    name: dataset?.name ?? '',
    domain: dataset?.domain ?? 'default',
    legacyRef: dataset?.legacyRef ?? '',
    targetRef: dataset?.targetRef ?? '',
    keyColumns: dataset?.keyColumns.join(', ') ?? '',
    sensitiveColumns:
      dataset?.columns
        .filter((column) => column.sensitive)
        .map((column) => column.name)
        .join(', ') ?? '',
    moneyColumn: dataset?.moneyColumn ?? '',
    watermarkColumn: dataset?.watermarkColumn ?? '',
    criticality: dataset?.criticality ?? 'normal',
    ownerTeam: dataset?.ownerTeam ?? '',
    wave: String(dataset?.wave ?? 1),
    lag: formatExactDuration(dataset?.lagMs ?? 0),
    mayBeEmpty: dataset?.mayBeEmpty ?? false,
    checks: Object.fromEntries(kinds.map((kind) => [kind.id, every(kind)])),
  };
}

/**
 * The declaration a filled-in form stands for. Mappings that were declared before are kept. Of the checks planned for every dataset a new
 * one gets those that the form does not ask for, and those it left as they were.
 */
export function declarationOf(
  form: DatasetForm,
  known: readonly Column[],
  planned: readonly Check[] = [],
  kinds = formKinds,
): DeclareDatasets['datasets'][number] {
  const { sensitiveColumns, lag, checks, ...fields } = form;
  return {
    ...fields,
    lagMs: lag,
    columns: columnsOf(sensitiveColumns, known),
    checks: [
      ...kinds.flatMap(({ id: kind }) => {
        const times = checks[kind];
        if (!times) return [];
        const same = planned.find((check) => check.kind === kind && isSame(timesOf(check.schedule), times));
        const gapMs = longestGapMs({ ...times, graceMs: 0 });
        // A quarter of the interval is the usual patience, rounded to a minute; it can be changed check by check.
        const schedule = { ...times, graceMs: Math.ceil(gapMs / 4) };
        return [same ?? { kind, schedule, tolerances: {}, sampling: null }];
      }),
      ...planned.filter(({ kind }) => !kinds.some((shown) => shown.id === kind)),
    ],
  };
}

/** A column that is declared has to be compared, so one that says nothing but its name stays. */
function columnsOf(sensitive: readonly string[], known: readonly Column[]): Column[] {
  const kept = known.map((column) => ({ ...column, sensitive: sensitive.includes(column.name) }));
  const added = sensitive
    .filter((name) => !known.some((column) => column.name === name))
    .map((name) => ({ name, sensitive: true, ignore: false }));
  return [...kept, ...added];
}
