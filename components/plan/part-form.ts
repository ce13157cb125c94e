import { planParts } from '#core/part/plan-parts.ts';
import { planSettingsSchema } from '#core/plan/settings.ts';
import { instantOfWallClock, wallClockOf } from '#core/time/wall-clock.ts';
import { type EditedPart, type PartField, partFields } from './part-fields.ts';

/** What of the settings is typed here; what else they say stays as it is. */
const frameSchema = planSettingsSchema.pick({ committedOn: true, budget: true, timeBox: true, hardCutover: true });

export type PartValues = Record<string, string | boolean>;
export type ReadPart = { ok: true; item: Record<string, unknown> } | { ok: false; problems: Record<string, string> };

export const fieldsOf = (part: EditedPart): readonly PartField[] => partFields[part];

/** What stands in the form of an item; null: of a new one. */
export function valuesOf(part: EditedPart, item: object | null, timeZone: string): PartValues {
  const body = new Map(Object.entries(part === 'settings' ? flatSettings(item) : (item ?? {})));
  return Object.fromEntries(fieldsOf(part).map((field) => [field.name, textOf(field, body.get(field.name), timeZone)]));
}

function textOf({ kind, options, optional }: PartField, value: unknown, timeZone: string): string | boolean {
  if (kind === 'checkbox') return value === true;
  if (kind === 'choice' && value === undefined) return optional ? '' : (options?.[0]?.[0] ?? '');
  if (value === undefined || value === null) return '';
  if (kind === 'first' || kind === 'last') return wallClockOf(String(value), timeZone);
  if (kind === 'members' && Array.isArray(value)) return value.map(memberText).join('\n');
  return Array.isArray(value) ? value.join('\n') : String(value);
}

const memberText = ({ name, priority }: { name: string; priority: number }) => `${name}, ${priority}`;

type FormContext = {
  timeZone: string /** Names of the other items: they tell them apart. */;
  taken: readonly string[];
};

/** Reads a form with the schema of its part; problems by the name of their field, those of the whole under `root`. */
export function readPart(part: EditedPart, values: PartValues, { timeZone, taken }: FormContext): ReadPart {
  const problems: Record<string, string> = {};
  const raw = Object.fromEntries(
    fieldsOf(part).map((field) => {
      const text = values[field.name] ?? '';
      if (field.kind === 'integer' && typeof text === 'string' && !/^-?\d{0,15}$/.test(text.trim()))
        problems[field.name] = 'must be a whole number';
      return [field.name, typeof text === 'boolean' ? text : typedValue(field, text.trim(), timeZone)];
    }),
  );
  const { name } = raw;
  if (typeof name === 'string' && taken.includes(name)) problems.name = 'is the name of another one';
  const read = part === 'settings' ? frameSchema.safeParse(deepSettings(raw)) : planParts[part].schema.safeParse(raw);
  for (const { path, message } of read.error?.issues ?? []) problems[fieldNameOf(part, path)] ??= message;
  return read.success && Object.keys(problems).length === 0 ? { ok: true, item: read.data } : { ok: false, problems };
}

function typedValue({ kind, optional }: PartField, text: string, timeZone: string): unknown {
  if (kind === 'lines' || kind === 'members') {
    const lines = text.split('\n').flatMap((line) => line.trim() || []);
    return kind === 'lines' ? lines : lines.map(memberOf);
  }
  if (text === '') return optional ? null : kind === 'text' || kind === 'area' ? '' : undefined;
  if (kind === 'integer') return Number(text);
  if (kind === 'first' || kind === 'last') return instantOfWallClock(text, timeZone, kind);
  return text;
}

function memberOf(line: string): { name: string; priority?: number } {
  const match = /^(.*\S)\s*,\s*(\d+)$/.exec(line);
  return match ? { name: match[1] ?? '', priority: Number(match[2]) } : { name: line };
}

/** The field a problem belongs to, from the path in the item. */
export function fieldNameOf(part: EditedPart, path: readonly PropertyKey[]): string {
  const names = fieldsOf(part).map((field) => field.name);
  return (
    path
      .map(String)
      .toReversed()
      .find((step) => names.includes(step)) ?? 'root'
  );
}

function flatSettings(item: object | null): Record<string, unknown> {
  const { committedOn, budget, timeBox, hardCutover } = planSettingsSchema.parse(item ?? {});
  return { committedOn, budget, warnDays: 14, ...timeBox, ...hardCutover };
}

function deepSettings({ committedOn, budget, endsOn, warnDays, cutOverOn, reason }: Record<string, unknown>) {
  return {
    committedOn,
    budget,
    timeBox: endsOn === null ? null : { endsOn, warnDays },
    hardCutover: cutOverOn === null ? null : { cutOverOn, reason },
  };
}
