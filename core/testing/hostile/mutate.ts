import type { Json, RunJson } from './honest-runs.ts';

/** Random numbers that a seed repeats. */
export type Draw = { int: (below: number) => number; pick: <T>(list: readonly [T, ...T[]]) => T };

type Place = { path: string; get: () => Json | undefined; set: (value: Json | undefined) => void };
export type Mutation = { words: string; run: RunJson };

/** What decides nothing: who ran it, and which run it is. */
const LEFT_ALONE = new Set(['protocol', 'runId', 'checkId', 'kind', 'tool', 'durationMs', 'position', 'lagMs', 'unit']);

/** One thing of a run changed: a number lowered, zeroed, raised or swapped with another, a time moved, an item lost, a setting turned. */
export function mutate(original: RunJson, draw: Draw): Mutation {
  const run = structuredClone(original);
  const [first, ...rest] = placesIn(run, '');
  if (!first) throw new Error('A run has nothing in it.');
  const special = draw.int(6) === 0 ? specialOf(run, draw) : null;
  if (special) return { words: special, run };
  const places: [Place, ...Place[]] = [first, ...rest];
  const place = draw.pick(places);
  const before = place.get();
  const alike = places.filter((other) => other !== place && typeof other.get() === typeof before);
  const [other, ...others] = alike;
  if (other && draw.int(5) === 0) {
    const partner = draw.pick<Place>([other, ...others]);
    const value = partner.get();
    partner.set(before);
    place.set(value);
    return { words: `${place.path} swapped with ${partner.path}`, run };
  }
  const after = changed(before, draw);
  place.set(after);
  return { words: `${place.path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`, run };
}

function placesIn(value: Json, path: string): Place[] {
  if (value === null || typeof value !== 'object') return [];
  const names = Array.isArray(value) ? value.map((_, i) => String(i)) : Object.keys(value);
  return names
    .filter((name) => !LEFT_ALONE.has(name))
    .flatMap((name) => {
      const at = `${path}/${name}`;
      const place = Array.isArray(value) ? inList(value, Number(name), at) : inRecord(value, name, at);
      return [place, ...placesIn(place.get() ?? null, at)];
    });
}

function inList(list: Json[], i: number, path: string): Place {
  return {
    path,
    get: () => list[i],
    set: (value) => void (value === undefined ? list.splice(i, 1) : list.splice(i, 1, value)),
  };
}

function inRecord(record: RunJson, name: string, path: string): Place {
  return {
    path,
    get: () => record[name],
    set: (value) => {
      if (value === undefined) delete record[name];
      else record[name] = value;
    },
  };
}

function changed(value: Json | undefined, draw: Draw): Json | undefined {
  if (value !== null && draw.int(12) === 0) return draw.pick([null, undefined]);
  if (typeof value === 'number') {
    return draw.pick([0, 1, value - 1, value + 1, Math.floor(value / 2), value * 2, value * 1_000, 1e15, -value]);
  }
  if (typeof value === 'string') return changedText(value, draw);
  if (Array.isArray(value))
    return draw.pick([[], value.slice(1), value.slice(0, -1), [...value, ...value.slice(0, 1)]]);
  return value === null ? draw.pick<Json>([0, '2026-11-10T00:00:00Z', 'x']) : null;
}

const HOURS = [-48, -26, -24, -3, -1, 1, 24, 72] as const;

function changedText(value: string, draw: Draw): Json {
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return moved(value, draw.pick(HOURS));
  if (/^-?\d+(\.\d+)?$/.test(value)) {
    return draw.pick(['0', '1', `-${value}`.replace('--', ''), `${value}0`, `9${value.replace('-', '')}`, '-5']);
  }
  return draw.pick(['', 'skipped', 'passed', 'failed', 'sample', 'full', 'x']);
}

const moved = (at: string, hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

/** What people and programs do to runs that is no change of one number. */
function specialOf(run: RunJson, draw: Draw): string {
  const { coverage, asOf } = run;
  const ways: Record<string, () => void> = {
    'only chunks of it': () => put(coverage, 'skippedChunks', 1 + draw.int(9)),
    'a sample': () => put(coverage, 'method', 'sample'),
    'a small sample of very many': () => {
      put(coverage, 'method', 'sample');
      put(coverage, 'population', 1e12);
    },
    'an unknown population': () => put(coverage, 'population', null),
    'one hour of it': () => windowOf(run, -1),
    'a year of it': () => windowOf(run, -8_760),
    'of yesterday': () => {
      for (const side of ['legacy', 'target']) moveSide(asOf, side, -24);
    },
    'read in the future': () => {
      for (const side of ['legacy', 'target']) moveSide(asOf, side, 5);
    },
    'legacy read hours before the target': () => moveSide(asOf, 'legacy', -6),
    'target read hours before legacy': () => moveSide(asOf, 'target', -6),
    'due long ago': () => put(run, 'nextDueAt', '2020-01-01T00:00:00Z'),
    'due in a year': () => put(run, 'nextDueAt', '2030-01-01T00:00:00Z'),
    'a failure': () => put(run, 'failure', { message: 'no connection' }),
  };
  const [first = '', ...rest] = Object.keys(ways);
  const name = draw.pick([first, ...rest]);
  ways[name]?.();
  return name;
}

function put(record: Json | undefined, name: string, value: Json): void {
  if (record !== null && typeof record === 'object' && !Array.isArray(record)) record[name] = value;
}

function windowOf(run: RunJson, hours: number): void {
  const to = timeOf(run.asOf, 'target');
  run.window = { from: moved(to, hours), to };
}

function moveSide(asOf: Json | undefined, side: string, hours: number): void {
  const time = timeOf(asOf, side);
  if (asOf !== null && typeof asOf === 'object' && !Array.isArray(asOf)) put(asOf[side], 'time', moved(time, hours));
}

function timeOf(asOf: Json | undefined, side: string): string {
  const watermark = asOf !== null && typeof asOf === 'object' && !Array.isArray(asOf) ? asOf[side] : null;
  const time = watermark !== null && typeof watermark === 'object' && !Array.isArray(watermark) ? watermark.time : null;
  return typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? time : '2026-11-10T00:00:00Z';
}
