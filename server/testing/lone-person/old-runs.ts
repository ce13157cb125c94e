import { z } from 'zod';
import type { CheckKind } from '#core/check/kinds.ts';
import type { RunInput } from '#core/run/schema.ts';
import { DAY_MS } from '#core/time/units.ts';
import type { Random } from '../random.ts';
import { countRun, fieldRun, scenarioRun, schemaRun } from '../runs.ts';
import type { Briefing } from './brief.ts';
import type { Json, KnownThings } from './known-things.ts';
import { NOW } from './worlds.ts';

/** `known`: seen before or since. `document`: the plan as it was read last. */
export type Moment = { briefing: Briefing; known: KnownThings; document: Json; random: Random; now: Date };

/** Checks are due daily, with an hour of grace. */
const NOT_FRESH_MS = 25 * 3_600_000;
/** Where the last one is older than that, as the schema can be, one that is just too old to be fresh may be in time after all. */
const LATE_MS = 3 * DAY_MS;

/**
 * A run that a key could send. Left out is the one thing that an agent is trusted with: a fresh, complete, consistent, clean run, which
 * cannot be told from the truth. So each is one of these: it takes the place of another run; it was read longer ago than evidence may take
 * to arrive; it looked at a part; or it found something.
 */
export function oldRun(moment: Moment): RunInput {
  const { random, now } = moment;
  const { checkIds } = moment.briefing.world;
  const kind = random.pick(['record_count', 'field_level', 'scenario', 'schema'] as const);
  const daysAgo = 3 + random.int(12);
  const old = new Date(now.getTime() - daysAgo * DAY_MS - 3_600_000 - random.int(20) * 3_600_000);
  const fresh = new Date(now.getTime() - 1_000);
  const base = (at: Date) => ({ checkId: checkIds[kind] ?? '', at });
  // Read before it was due, and kept back until after that: overdue when it comes, though it is from this morning.
  if (moment.briefing.world.defect === 'calendar' && random.int(2) === 0) {
    const read = new Date(NOW.getTime() - (100 + random.int(50)) * 60_000);
    return schemaRun({ checkId: checkIds.schema ?? '', at: read });
  }
  switch (random.int(6)) {
    case 0:
    case 1:
      return successor(moment, kind, old);
    case 2:
    case 3:
      return cleanRun(kind, base(momentOfWindow(moment) ?? old));
    case 4:
      return partly(cleanRun('field_level', { checkId: checkIds.field_level ?? '', at: fresh }), random);
    default:
      return kind === 'scenario'
        ? scenarioRun(base(fresh), [
            { name: 'Refund', result: 'passed' },
            { name: 'Link', result: random.pick(['failed', 'skipped']) },
          ])
        : kind === 'schema'
          ? schemaRun(base(fresh), [{ item: 'type_changed', column: 'amount', legacy: 'a', target: 'b' }])
          : kind === 'field_level'
            ? fieldRun(base(fresh), { amount: 1 + random.int(9), suspected: random.int(5) })
            : countRun(base(fresh), 100, 99);
  }
}

/** Of a run that was sent, mostly of one that found something, for the moment for which that was; or of any run by any other. */
function successor({ briefing, known, random, now }: Moment, anyKind: CheckKind, old: Date): RunInput {
  const list = random.int(4) > 0 && briefing.wrong.runs.length > 0 ? briefing.wrong.runs : briefing.runs;
  const sent = random.int(4) > 0 ? list[random.int(list.length)] : undefined;
  const kind = sent?.kind ?? anyKind;
  const isOld = (time: string) => now.getTime() - Date.parse(time) >= (kind === 'schema' ? LATE_MS : NOT_FRESH_MS);
  const asOf = sent && isOld(sent.asOf) ? sent.asOf : known.pick('asOf', random, isOld);
  const run = cleanRun(kind, { checkId: briefing.world.checkIds[kind] ?? '', at: asOf ?? old });
  const supersedesRunId = sent?.runId ?? known.pick('runId', random, () => true);
  return supersedesRunId === undefined ? run : { ...run, supersedesRunId };
}

/** Every other time in a window of the calendar that is over: that is where evidence is missing, if anywhere. */
function momentOfWindow({ document, random, now }: Moment): Date | null {
  const { calendar } = calendarShape.parse(document);
  const over = calendar.filter(({ to }) => now.getTime() - Date.parse(to) >= LATE_MS);
  const window = random.int(2) === 0 ? over[random.int(over.length)] : undefined;
  return window ? new Date((Date.parse(window.from) + Date.parse(window.to)) / 2) : null;
}

const calendarShape = z.object({ calendar: z.array(z.object({ from: z.string(), to: z.string() })).default([]) });

function cleanRun(kind: CheckKind, base: { checkId: string; at: Date | string }): RunInput {
  switch (kind) {
    case 'scenario':
      return scenarioRun(
        base,
        ['Refund', 'Link'].map((name) => ({ name, result: 'passed' as const })),
      );
    case 'schema':
      return schemaRun(base);
    case 'field_level':
      return fieldRun(base);
    default:
      return countRun(base);
  }
}

function partly(run: RunInput, random: Random): RunInput {
  const { asOf } = run;
  const to = Date.parse(asOf.target.time);
  const ways: RunInput[] = [
    { ...run, coverage: { method: 'sample', population: 100, compared: 100 } },
    { ...run, window: { from: new Date(to - 60_000).toISOString(), to: asOf.target.time } },
    { ...run, coverage: { method: 'full', population: 100, compared: 100, skippedChunks: 1 } },
    fieldRun({ checkId: run.checkId, at: asOf.target.time }, { rows: 1 }),
    { ...run, failure: { message: 'no connection' } },
    ...(run.kind === 'field_level' ? [{ ...run, fields: [] }] : []),
  ];
  return ways[random.int(ways.length)] ?? run;
}
