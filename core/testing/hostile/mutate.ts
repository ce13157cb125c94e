import type { Json, RunJson } from './honest-runs.ts';

/** Random numbers that a seed repeats. */
export type Draw = { int: (below: number) => number; pick: <T>(list: readonly [T, ...T[]]) => T };

type Place = { path: string; get: () => Json | undefined; set: (value: Json | undefined) => void };
export type Mutation = { words: string; run: RunJson };

/** What decides nothing: who ran it, and which run it is. */
const LEFT_ALONE = new Set(['protocol', 'runId', 'checkId', 'kind', 'tool', 'durationMs', 'position', 'lagMs', 'unit']);

/**
 * One thing of a run changed: a number lowered, zeroed, raised or swapped with another, a time moved, an item lost, a setting turned; or
 * the numbers that stand together, or all of them, changed alike, so that they still add up.
 */
export function mutate(original: RunJson, draw: Draw): Mutation {
  const run = structuredClone(original);
  switch (draw.int(6)) {
    case 0:
    case 1:
      return { words: specialOf(run, draw), run };
    case 2:
      return { words: together(run, draw), run };
    case 3:
      return { words: swapped(run, draw), run };
    default:
      return { words: alone(run, draw), run };
  }
}

function alone(run: RunJson, draw: Draw): string {
  const place = pick(placesIn(run, ''), draw);
  const before = place?.get();
  const after = changed(before, draw);
  place?.set(after);
  return `${place?.path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`;
}

function swapped(run: RunJson, draw: Draw): string {
  const places = placesIn(run, '');
  const place = pick(places, draw);
  const value = place?.get();
  const partner = pick(
    places.filter((other) => other !== place && typeof other.get() === typeof value),
    draw,
  );
  if (!place || !partner) return 'nothing';
  place.set(partner.get());
  partner.set(value);
  return `${place.path} swapped with ${partner.path}`;
}

/** A part of what there was, and every number in its proportion: of one field, of the counts, or of the whole run. */
function together(run: RunJson, draw: Draw): string {
  const all = placesIn(run, '').filter((place) => typeof place.get() === 'number');
  const folders = [...new Set(all.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))];
  const folder = draw.int(2) === 0 ? '' : (pick(folders, draw) ?? '');
  const [part, words] = draw.pick<[(n: number) => number, string]>([
    [(n) => Math.floor(n / 10), 'a tenth'],
    [(n) => Math.floor(n / 2), 'half'],
    [(n) => Math.min(n, 1), 'one'],
    [() => 0, 'nothing'],
    [(n) => n * 10, 'ten times as much'],
  ]);
  for (const place of all.filter(({ path }) => path.startsWith(folder))) place.set(part(Number(place.get())));
  return `${words} of ${folder === '' ? 'everything' : folder}`;
}

function pick<T>(list: readonly T[], draw: Draw): T | undefined {
  return list[draw.int(list.length)];
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
    'a sample of half': () => drawHalf(run),
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
    'much more than it looked at': () => contradict(run, draw),
    'a failure': () => put(run, 'failure', { message: 'no connection' }),
  };
  const [first = '', ...rest] = Object.keys(ways);
  const name = draw.pick([first, ...rest]);
  ways[name]?.();
  return name;
}

/** Says of one figure what another one of the run does not bear out: coverage of very little, or one count of very much. */
function contradict(run: RunJson, draw: Draw): void {
  const little = 1 + draw.int(5);
  const counts = placesIn(run, '').filter(
    ({ path, get }) => !path.startsWith('/coverage') && typeof get() === 'number' && Number(get()) > 0,
  );
  if (draw.int(2) === 0) {
    put(run.coverage, 'population', draw.pick([little, null]));
    put(run.coverage, 'compared', little);
    return;
  }
  const place = pick(counts, draw);
  place?.set(Number(place.get()) * 1_000);
}

/** Of as many rows as there are, every other one. */
function drawHalf(run: RunJson): void {
  const all = placesIn(run, '').filter((place) => typeof place.get() === 'number');
  const there = /^\/(coverage\/population|counts\/(legacy|target))$/;
  for (const place of all) if (!there.test(place.path)) place.set(Math.floor(Number(place.get()) / 2));
  put(run.coverage, 'method', 'sample');
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
