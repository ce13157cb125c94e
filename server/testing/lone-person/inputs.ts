import { z } from 'zod';
import { newId } from '../../new-id.ts';
import type { Random } from '../random.ts';
import { asJson, type Json, type KnownThings } from './known-things.ts';

/** What a call is made of besides its schema. */
export type Ingredients = {
  known: KnownThings;
  random: Random;
  /** Whether something is said that may be left out. */
  says: () => boolean;
  now: Date;
  /** `criterion` of `criterion.update`: whose id `id` is. */
  entity: string;
  /** What stands under a name whatever its schema says: a whole plan, a run. */
  instead: Readonly<Record<string, (random: Random) => Json>>;
};

type Shape = { [name: string]: unknown };
const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asShape = (value: unknown): Shape => (isShape(value) ? value : {});
const shapesIn = (value: unknown): Shape[] => (Array.isArray(value) ? value.filter(isShape) : []);

/** JSON Schema of an input, as the document of the HTTP API is made of it: a new procedure needs nothing else to take part. */
export function shapeOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
}

/** Something that the schema takes, mostly: made of what is known. */
export function inputOf(shape: unknown, name: string, given: Ingredients): Json {
  const { random, instead } = given;
  const own = instead[name];
  if (own) return own(random);
  if (!isShape(shape)) return null;
  if ('const' in shape) return asJson(shape.const);
  const options = [...shapesIn(shape.anyOf), ...shapesIn(shape.oneOf)];
  if (options.length > 0) return inputOf(options[random.int(options.length)], name, given);
  if (Array.isArray(shape.enum)) return asJson(shape.enum[random.int(shape.enum.length)]);
  if (shape.allOf) return inputOf(shapesIn(shape.allOf)[0], name, given);
  switch (shape.type) {
    case 'object':
      return objectOf(shape, given);
    case 'array':
      if (name === 'ids' && random.int(2) === 0)
        return given.known.ids((id) => isText(id, asShape(shape.items))).slice(-20);
      return Array.from({ length: 1 + random.int(2) }, () => inputOf(shape.items, name.replace(/s$/, ''), given));
    case 'boolean':
      return random.int(2) === 0;
    case 'integer':
    case 'number':
      return numberOf(shape, name, given);
    case 'string':
      return textOf(shape, name, given);
    default:
      return null;
  }
}

function objectOf(shape: Shape, given: Ingredients): Json {
  const properties = isShape(shape.properties) ? shape.properties : {};
  const required = new Set(Array.isArray(shape.required) ? shape.required : []);
  const made: { [name: string]: Json } = {};
  for (const [name, each] of Object.entries(properties)) {
    const isNeeded = required.has(name) || name === 'migrationId' || name === 'slug';
    if (isNeeded || given.says()) made[name] = inputOf(each, name, given);
  }
  return made;
}

function numberOf({ minimum, maximum }: Shape, name: string, { known, random }: Ingredients): number {
  const picked = known.pick(name, random, (text) => /^\d{1,15}$/.test(text));
  if (picked !== undefined && random.int(3) > 0) return Number(picked);
  const least = typeof minimum === 'number' ? minimum : 0;
  const most = typeof maximum === 'number' ? maximum : 1_000_000;
  return Math.min(most, Math.max(least, [0, 1, 2, 30, 86_400_000, most][random.int(6)] ?? 0));
}

const texts = [
  '0',
  '1',
  '0.5',
  '0.000001',
  '999999',
  '-1',
  'x',
  'A reason that is long enough.',
  'puppet@example.org',
  'long enough to pass',
];

function textOf(shape: Shape, name: string, given: Ingredients): string {
  const { known, random, now, entity } = given;
  const fits = (text: string) => isText(text, shape);
  const own = name === 'id' ? `${entity}Id` : name;
  if (name === 'email' && random.int(2) === 0) return `puppet-${random.int(1_000_000)}@example.org`;
  if (shape.format === 'date-time') {
    const time = random.int(3) === 0 ? undefined : known.pick(own, random, fits);
    return time ?? new Date(now.getTime() + (random.int(60) - 30) * 43_200_000).toISOString();
  }
  const ids = name === 'id' && known.pick(own, random, fits) === undefined ? known.ids(fits) : [];
  const found = ids[random.int(ids.length)] ?? known.pick(own, random, fits);
  if (found !== undefined && random.int(8) > 0) return found;
  const possible = texts.filter(fits);
  const any = random.int(2) === 0 ? known.pickAny(random, fits) : possible[random.int(possible.length)];
  return any ?? possible[0] ?? (fits(now.toISOString().slice(0, 10)) ? now.toISOString().slice(0, 10) : newId());
}

function isText(text: string, { pattern, minLength, maxLength, format }: Shape): boolean {
  const isLong = typeof minLength !== 'number' || text.length >= minLength;
  const isShort = typeof maxLength !== 'number' || text.length <= maxLength;
  const matches = typeof pattern !== 'string' || new RegExp(pattern).test(text);
  const isTime = format !== 'date-time' || /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text);
  const isDate = format !== 'date' || /^\d{4}-\d\d-\d\d$/.test(text);
  return isLong && isShort && matches && isTime && isDate;
}
