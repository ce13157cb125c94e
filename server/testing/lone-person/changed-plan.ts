import { planDocumentSchema } from '#core/plan/document.ts';
import type { Random } from '../random.ts';
import type { Json } from './known-things.ts';

type Record_ = { [name: string]: Json };
const isRecord = (value: Json | undefined): value is Record_ =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Slot = { name: string; list: Json[] } | { name: string; record: Record_ };

/** The plan as it stands with one to three things of it changed: whatever a person could write into it instead. */
export function changedPlan(document: Json, random: Random, now: Date): Json {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const plan = structuredClone(document);
    for (let times = 1 + random.int(3); times > 0; times -= 1) changeOne(plan, random, now);
    if (planDocumentSchema.safeParse(plan).success) return plan;
  }
  return document;
}

const TRIES = 20;
const parts = ['criteria', 'phases', 'datasets', 'calendar', 'scenarios', 'inventory'] as const;

/** Half of the changes are to the lists that a verdict reads first, a quarter within them, and a quarter anywhere. */
function changeOne(plan: Json, random: Random, now: Date): void {
  if (!isRecord(plan)) return;
  const way = random.int(4);
  const part = random.pick(parts);
  const list = plan[part];
  if (way < 2 && Array.isArray(list)) {
    changeList(list, part, random, now);
    return;
  }
  const slots = slotsIn(way === 2 ? { [part]: list ?? [] } : plan).filter(({ name }) => !LEFT_ALONE.has(name));
  const slot = slots[random.int(slots.length)];
  if (!slot) return;
  if ('list' in slot) changeList(slot.list, slot.name, random, now);
  else slot.record[slot.name] = changedValue(slot.record[slot.name] ?? null, slot.name, random, now);
}

/** What a plan says of the migration's own name, and of the form it is written in. */
const LEFT_ALONE = new Set(['parallax', 'slug', 'migration']);

function slotsIn(value: Json): Slot[] {
  if (Array.isArray(value)) return value.flatMap(slotsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]): Slot[] => {
    // Lists twice: to lose or to gain an item says more than to rename one.
    if (Array.isArray(inner)) return [{ name, list: inner }, { name, list: inner }, ...slotsIn(inner)];
    return isRecord(inner) ? [{ name, record: value }, ...slotsIn(inner)] : [{ name, record: value }];
  });
}

function changeList(list: Json[], name: string, random: Random, now: Date): void {
  const at = random.int(list.length);
  const item = list[at];
  const kept = list.filter(() => random.int(2) === 0);
  switch (item === undefined ? 0 : random.int(7)) {
    case 0:
      return void list.splice(at, 0, newItem(name, random, now));
    case 1:
      return void list.splice(0, list.length, ...random.shuffle(list));
    case 2:
      return void list.splice(at, 0, isRecord(item) ? { ...item, ...named(item, random) } : newItem(name, random, now));
    case 3:
      return void list.splice(0, list.length, ...kept);
    case 4:
      alike(list, random, now);
      break;
    default:
      return void list.splice(at, 1);
  }
}

/** One thing of all items at once: no criterion blocks, every one is asked elsewhere. */
function alike(list: Json[], random: Random, now: Date): void {
  const names = Object.keys(list.find(isRecord) ?? {}).filter((name) => name !== 'key' && name !== 'name');
  const name = names[random.int(names.length)];
  const [first] = list.filter(isRecord);
  if (name === undefined || !first) return;
  const value = changedValue(first[name] ?? null, name, random, now);
  for (const item of list.filter(isRecord)) item[name] = value;
}

const named = (item: Record_, random: Random): Record_ => {
  const word = `${random.int(1_000)}`;
  return 'key' in item ? { key: `other-${word}` } : { name: `Other ${word}` };
};

function newItem(name: string, random: Random, now: Date): Json {
  const word = `Other ${random.int(1_000)}`;
  const window = { from: moved(now, -random.int(12)), to: moved(now, 1 + random.int(9)) };
  const items: Record_ = {
    gates: 'Cutover',
    calendar: { name: word, kind: random.pick(['maintenance', 'holiday', 'month_end']), ...window },
    columns: { name: 'note', ignore: true },
    inventory: { name: word, kind: 'integration' },
    datasets: { name: word, legacyRef: 'x', targetRef: 'x', mayBeEmpty: true },
    criteria: { key: `other-${random.int(1_000)}`, metric: 'inventory_documented', comparator: 'gte', threshold: '0' },
    checks: { kind: 'aggregate', schedule: { everyMs: 86_400_000, graceMs: 0 } },
  };
  return items[name] ?? { name: word };
}

/** An item of a list with one thing of it changed, at random. */
export function changedItem(item: Record_, random: Random, now: Date): Record_ {
  const names = Object.keys(item);
  const name = names[random.int(names.length)];
  return name === undefined ? item : { ...item, [name]: changedValue(item[name] ?? null, name, random, now) };
}

const moved = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();

const words: Readonly<Record<string, readonly Json[]>> = {
  criticality: ['critical', 'high', 'normal'],
  comparator: ['lt', 'lte', 'gt', 'gte'],
  kind: ['freeze', 'maintenance', 'month_end', 'holiday', 'all', 'schema', 'aggregate'],
  scope: [{ kind: 'all' }, { kind: 'wave', wave: 9 }, { kind: 'domain', domain: 'nowhere' }],
  sampling: [null, { rows: 1 }, { rows: 50 }],
  gates: [['Cutover'], ['Shadow'], ['Shadow', 'Cutover']],
  options: [{ voidGraceDays: 31 }, { severity: 'critical' }, { basis: 'adjudicated' }, { item: 'nothing' }],
  tolerances: [{ lagLimitMs: 1 }, {}, { lagMs: 1_000_000_000 }],
  timeZone: ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'],
  moneyColumn: [null, 'amount'],
};

function changedValue(value: Json, name: string, random: Random, now: Date): Json {
  const known = words[name];
  if (known && random.int(3) > 0) return known[random.int(known.length)] ?? null;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return [0, 1, value + 1, value * 100, 31_536_000_000][random.int(5)] ?? 0;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return moved(now, random.int(80) - 40);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return moved(now, random.int(80) - 40).slice(0, 10);
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return random.pick(['0', '1', '0.5', '-1', '999999']);
  if (typeof value === 'string') return random.int(2) === 0 ? `${value} 2` : 'Other';
  return value === null ? random.pick([null, 'x', 1]) : null;
}
