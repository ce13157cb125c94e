import { expect, it } from 'vitest';
import { addDays } from '#core/time/day.ts';
import type { Blocker } from '#core/verdict/schema.ts';
import { openNineWeeks } from '#prisma/scenarios/nine-weeks.ts';
import { clockFrom, DAYS } from '#prisma/scenarios/nine-weeks-clock.ts';
import { as } from '#server/testing/call.ts';

/** A Monday. Clocks go forward on day 28. */
const FIRST = '2026-03-02';
const ZONE = 'Europe/Berlin';

/**
 * Written by hand from docs/numbers.md, never from an answer. A line is an evening, at 18:00: the day; what it is in the ledger in the end,
 * and, in brackets, what it was when it was first judged, where that was something else; clean days that evening; the verdict; which
 * criteria stand in the way. `waived` stands for nothing that stands in the way. `condition`: that of the go of day 54, due on day 58 and
 * never done.
 */
const TABLE = `
 1 broken          0 no_go          fields rows critical streak inventory loads
 2 broken          0 no_go          fields rows critical streak inventory loads
 3 broken          0 no_go          streak inventory loads
 4 clean           0 no_go          streak inventory loads
 5 clean           1 no_go          streak inventory loads
 6 clean           2 no_go          streak inventory loads
 7 clean           3 no_go          streak inventory loads
 8 clean           4 no_go          streak inventory loads
 9 clean           5 no_go          streak inventory loads
10 void            6 no_go          fields rows counts drift coverage critical streak inventory loads
11 clean           6 no_go          streak inventory loads
12 clean           7 no_go          streak inventory loads
13 excluded        8 no_go          streak inventory loads
14 clean           8 no_go          streak inventory loads
15 clean           9 no_go          streak loads
16 void           10 no_go          fields rows counts drift coverage critical streak loads
17 clean (void)   10 no_go          fields rows counts drift coverage critical streak loads
18 clean           0 no_go          streak loads
19 clean          12 no_go          streak loads
20 clean          13 no_go          streak loads
21 clean          14 no_go          loads
22 clean (broken)  0 no_go          fields rows coverage critical streak loads
23 clean          16 no_go          loads
24 clean          17 go
25 clean          18 go
26 clean          19 go
27 clean          20 no_go          pilots
28 clean          21 no_go          pilots
29 clean          22 no_go          pilots
30 clean          23 no_go          pilots lag
31 clean          24 no_go          pilots lag
32 clean          25 no_go          pilots lag
33 clean          26 conditional_go lag
34 clean          27 conditional_go lag
35 clean          28 conditional_go lag
36 clean          29 conditional_go lag
37 clean          30 go
38 clean          31 no_go          fields rows
39 clean          32 no_go          fields rows loosened
40 clean          33 go
41 clean          34 no_go          scenarios month
42 clean          35 no_go          scenarios month
43 clean          36 go
44 broken          0 no_go          critical streak
45 broken          0 no_go          streak
46 clean           0 no_go          streak
47 clean           1 no_go          streak
48 clean           2 no_go          streak
49 clean           3 no_go          streak
50 void            4 no_go          streak
51 clean           4 no_go          streak
52 clean           5 no_go          streak
53 clean           6 conditional_go waived
54 clean           7 conditional_go waived
55 clean           8 no_go          condition unread closed waived
56 clean           9 no_go          condition unread closed waived
57 clean          10 no_go          condition unread closed waived
58 clean          11 conditional_go condition waived
59 clean          12 no_go          condition waived
60 clean          13 no_go          condition streak
61 clean          14 no_go          condition streak
62 clean          15 no_go          condition streak
63 clean          16 no_go          condition streak
`;

const NAMES: Readonly<Record<string, string>> = {
  'record-count-variance': 'counts',
  'field-match-rate': 'fields',
  'row-match-rate': 'rows',
  'schema-drift': 'drift',
  coverage: 'coverage',
  'no-critical-open': 'critical',
  'critical-free-14-days': 'streak',
  'critical-free-streak': 'streak',
  'critical-inventory-documented': 'inventory',
  'loads-tested': 'loads',
  'pilot-dashboards-validated': 'pilots',
  'replication-lag': 'lag',
  'scenarios-passed': 'scenarios',
  'month-closed': 'month',
  'old-database-unread': 'unread',
  'month-closed-on-warehouse': 'closed',
};

/** What stands in the way beside the criteria. */
const REASONS: Readonly<Record<string, string>> = {
  unapproved: 'loosened',
  condition_open: 'condition',
  condition_overdue: 'condition',
};

type Row = { day: number; state: string; first: string; clean: number; verdict: string; why: string[] };

function rowOf(line: string): Row {
  const found = /^ *(\d+) (\w+)(?: \((\w+)\))? +(\d+) (\w+) *(.*)$/.exec(line);
  const [, day, state = '', first = state, clean, verdict = '', why = ''] = found ?? [];
  return {
    day: Number(day),
    state,
    first,
    clean: Number(clean),
    verdict,
    why: why.split(' ').filter(Boolean).toSorted(),
  };
}

const rows = TABLE.split('\n').filter(Boolean).map(rowOf);

it('says on every evening of nine weeks what the table says, and in the end what each day was', {
  timeout: 900_000,
}, async () => {
  expect(rows.map(({ day }) => day)).toEqual(Array.from({ length: DAYS }, (_, i) => i + 1));
  const clock = clockFrom(FIRST, ZONE);
  const { slug, lead, playDay } = await openNineWeeks(clock, FIRST, ZONE);
  const keys = new Map<string, string>();
  const said: Row[] = [];
  const firstJudged = new Map<number, string>();
  for (const { day } of rows) {
    // Before anything comes: yesterday as it was judged at its end.
    const morning = await as(lead, () => clock(day, '08:01')).verdict.get({ slug });
    if (day > 1) firstJudged.set(day - 1, morning.streak?.days.at(-2)?.state ?? '');
    await playDay(day, '00:00', '18:00');
    const now = () => clock(day, '18:00');
    const { streak, verdict, blockers, criteria, migration } = await as(lead, now).verdict.get({ slug });
    for (const { id, key } of await as(lead, now).criterion.list({ migrationId: migration.id })) keys.set(id, key);
    const nameOf = ({ criterionId: id, standing }: Pick<Blocker, 'criterionId' | 'standing'>) =>
      id === null ? (REASONS[standing] ?? standing) : (NAMES[keys.get(id) ?? ''] ?? keys.get(id) ?? id);
    const waived = criteria.some(({ result }) => result.outcome === 'waived') ? ['waived'] : [];
    const why = [...blockers.map(nameOf), ...waived].toSorted();
    const today = streak?.days.at(-1);
    expect(today?.date).toBe(addDays(FIRST, day - 1));
    said.push({ day, state: today?.state ?? '', first: '', clean: streak?.cleanDays ?? -1, verdict, why });
    await playDay(day, '18:00', '23:59');
  }
  const after = await as(lead, () => clock(DAYS + 1, '08:00')).verdict.get({ slug });
  const last = after.streak?.days.slice(0, DAYS).map(({ state }) => state) ?? [];
  firstJudged.set(DAYS, last[DAYS - 1] ?? '');
  const asTable = said.map((row, i) => ({ ...row, state: last[i] ?? '', first: firstJudged.get(i + 1) ?? '' }));
  expect(asTable).toEqual(rows);
});
