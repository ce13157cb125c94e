import { beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import type { Actor } from '../actor.ts';
import { answerForKey } from '../testing/answer-for-key.ts';
import { as } from '../testing/call.ts';
import { makeCleanMigration } from '../testing/clean-migration.ts';
import { at, makeKey, makeMember } from '../testing/factory.ts';
import { countRun, fieldRun } from '../testing/runs.ts';

/** A migration that is clean for some days but for those that are broken, as it stands at noon of the day after. */
async function makePast({ days, broken = [], silent = [] }: { days: number; broken?: number[]; silent?: number[] }) {
  const made = await makeCleanMigration(3);
  const { migration, noon } = made;
  const fieldCheck = made.checkIds['payouts/field_level'] ?? '';
  const wrong = new Map<number, string>();
  for (let day = 0; day < days; day += 1) {
    const now = noon(day);
    if (silent.includes(day)) continue;
    await made.cleanDay(now, broken.includes(day) ? ['payouts/field_level'] : []);
    if (!broken.includes(day)) continue;
    const run = fieldRun({ checkId: fieldCheck, at: now }, { amount: 4 });
    wrong.set(day, run.runId);
    await made.submit(run, now);
  }
  const sponsor = await makeMember(migration.id, 'stakeholder');
  const states = async (now: Date) => (await made.verdictAt(now)).streak?.days.map(({ state }) => state[0]).join('');
  const list = async (now: Date) => await as(sponsor, at(now)).evidence.listLate({ migrationId: migration.id });
  const accept = async (now: Date, by = sponsor) => {
    const [late] = await list(now);
    const input = { migrationId: migration.id, lateId: late?.id ?? '', seen: late?.seen ?? 0 };
    return await as(by, at(now)).evidence.acceptLate(input);
  };
  const answer = (now: Date, by: Actor = migration.lead) => answerForKey(as(by, at(now)), migration);
  return { ...made, fieldCheck, wrong, sponsor, states, list, answer, accept, id: migration.id };
}

type Past = Awaited<ReturnType<typeof makePast>>;
const correct = (made: Past, day: number) => ({
  ...fieldRun({ checkId: made.fieldCheck, at: made.noon(day) }),
  supersedesRunId: made.wrong.get(day) ?? '',
});

describe('a corrected run of a day that was judged', () => {
  let made: Past;
  beforeAll(async () => {
    made = await makePast({ days: 7, broken: [3, 4] });
  });
  const now = () => new Date(made.noon(6).getTime() + HOUR_MS);

  it('leaves the day broken, and the answer to the agent states that', async () => {
    expect(await made.states(now())).toBe('cccbbbp');
    const corrected = [3, 4].map((day) => correct(made, day));
    for (const run of corrected) {
      expect(await made.submit(run, now())).toMatchObject({
        verdict: 'match',
        replayed: false,
        waitsFor: expect.stringContaining('a day that was judged'),
      });
    }
    expect(await made.submit(corrected[0] ?? countRun({ checkId: '', at: now() }), now())).toMatchObject({
      replayed: true,
      waitsFor: expect.stringContaining('a day that was judged'),
    });
    expect(await made.states(now())).toBe('cccbbbp');
    const list = await as(made.migration.lead).discrepancy.list({ migrationId: made.id, view: 'all' });
    expect(list.items).toHaveLength(1);
    const run = await as(made.migration.lead).run.get({ migrationId: made.id, runId: made.wrong.get(3) ?? '' });
    expect(run.supersededBy).toBeNull();
  });

  it('is accepted by nobody who made the key, or could have', async () => {
    await expect(made.accept(now())).rejects.toThrow('First a person who may make keys has to answer for it');
    await made.answer(now());
    await expect(made.accept(now(), made.migration.lead)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const engineer = await makeMember(made.id, 'engineer');
    await expect(made.accept(now(), engineer)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await made.states(now())).toBe('cccbbbp');
  });

  it('stands among what waits, with before and after, and can be tried', async () => {
    const [item] = await as(made.sponsor, at(now())).approval.listWaiting({ slug: made.migration.slug });
    expect(item).toMatchObject({
      kind: 'evidence',
      title: '2 results about 2026-03-05 to 2026-03-06, received on 2026-03-08',
      before: expect.stringContaining('4 of 100'),
      refusal: null,
    });
    const [late] = await made.list(now());
    const input = { migrationId: made.id, lateId: late?.id ?? '' };
    const preview = await as(made.sponsor, at(now())).evidence.previewLate(input);
    expect(preview.days).toEqual([
      { day: '2026-03-05', before: 'broken', after: 'clean' },
      { day: '2026-03-06', before: 'broken', after: 'clean' },
      { day: '2026-03-07', before: 'broken', after: 'clean' },
    ]);
    expect(await made.states(now())).toBe('cccbbbp');
    const stale = { ...input, seen: (late?.seen ?? 0) - 1 };
    await expect(as(made.sponsor, at(now())).evidence.acceptLate(stale)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('makes the days clean once a second person has accepted it, and the audit trail shows that', async () => {
    const changes = await made.accept(now());
    expect(changes.findings).toMatchObject([{ after: [] }]);
    expect(await made.states(now())).toBe('ccccccp');
    const page = await made.verdictAt(now());
    expect(page.streak?.days[3]?.reason).toBe('judged again: late evidence, accepted by Member stakeholder');
    const entries = await as(made.migration.lead).audit.list({ migrationId: made.id });
    expect(entries.items.find(({ action }) => action === 'evidence.late_accepted')).toMatchObject({
      actor: { name: 'Member stakeholder' },
      before: { days: [{ state: 'broken' }, { state: 'broken' }, { state: 'broken' }] },
      after: { days: [{ state: 'clean' }, { state: 'clean' }, { state: 'clean' }] },
    });
    await expect(made.accept(now())).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

it('a correction that was refused never counts, and another one may be tried', async () => {
  const made = await makePast({ days: 4, broken: [1] });
  const now = new Date(made.noon(3).getTime() + HOUR_MS);
  await made.submit(correct(made, 1), now);
  const [late] = await made.list(now);
  const input = { migrationId: made.id, lateId: late?.id ?? '', seen: late?.seen ?? 0, reason: 'no' };
  await as(made.sponsor, at(now)).evidence.refuseLate(input);
  expect(await made.states(now)).toBe('cbbp');
  const again = correct(made, 1);
  expect(await made.submit(again, now)).toMatchObject({ waitsFor: expect.any(String) });
  await made.answer(now);
  await made.accept(now);
  expect(await made.states(now)).toBe('cccp');
});

it('a correction of today, or one that makes a day worse, counts at once', async () => {
  const made = await makePast({ days: 3 });
  const now = new Date(made.noon(2).getTime() + HOUR_MS);
  const wrong = fieldRun({ checkId: made.fieldCheck, at: now }, { amount: 1 });
  await made.submit(wrong, now);
  await made.submit({ ...fieldRun({ checkId: made.fieldCheck, at: now }), supersedesRunId: wrong.runId }, now);
  expect(await made.states(now)).toBe('ccp');
  const right = fieldRun({ checkId: made.fieldCheck, at: made.noon(1) });
  await made.submit(right, now);
  const worse = {
    ...fieldRun({ checkId: made.fieldCheck, at: made.noon(1) }, { amount: 2 }),
    supersedesRunId: right.runId,
  };
  expect(await made.submit(worse, now)).toMatchObject({ waitsFor: null });
  expect(await made.states(now)).toBe('cbb');
});

it('evidence that comes more than three days after it was read fills no day until it is accepted', async () => {
  const made = await makePast({ days: 7, silent: [1, 2] });
  const now = new Date(made.noon(6).getTime() + HOUR_MS);
  expect(await made.states(now)).toBe('cvvcccp');
  for (const day of [1, 2]) {
    const late = await made.submit(fieldRun({ checkId: made.fieldCheck, at: made.noon(day) }), now);
    expect(late).toMatchObject({ waitsFor: expect.stringContaining('hours after it was read, more than 72') });
    await made.submit(countRun({ checkId: made.checkIds['payouts/record_count'] ?? '', at: made.noon(day) }), now);
  }
  expect(await made.states(now)).toBe('cvvcccp');
  expect(await made.list(now)).toMatchObject([{ results: 4, minutes: 0, state: 'waits' }]);
  await made.answer(now);
  await made.accept(now);
  expect(await made.states(now)).toBe('ccccccp');
});

it('what late evidence found wrong counts at once, and is not refused away', async () => {
  const made = await makePast({ days: 7, silent: [1] });
  const now = new Date(made.noon(6).getTime() + HOUR_MS);
  await made.submit(fieldRun({ checkId: made.fieldCheck, at: made.noon(1) }, { amount: 3 }), now);
  expect(await made.states(now)).toBe('cbbcccp');
  const [late] = await made.list(now);
  const input = { migrationId: made.id, lateId: late?.id ?? '', seen: late?.seen ?? 0, reason: 'no' };
  await as(made.sponsor, at(now)).evidence.refuseLate(input);
  expect(await made.states(now)).toBe('cbbcccp');
});

it('a key brings nothing about days before it was made', async () => {
  const made = await makePast({ days: 4, silent: [2] });
  const now = new Date(made.noon(3).getTime() + HOUR_MS);
  const key = await makeKey(made.migration, { now: at(now) });
  const push = (day: number) =>
    as(key.actor, at(now)).ingest.submitRun(fieldRun({ checkId: made.fieldCheck, at: made.noon(day) }));
  expect(await push(2)).toMatchObject({ waitsFor: expect.stringContaining('before its key was made on 2026-03-05') });
  expect(await push(3)).toMatchObject({ waitsFor: null });
  expect(await made.states(now)).toBe('ccvp');
});

it('telemetry of a day that was judged is not said anew, nor late, without a second person', async () => {
  const made = await makePast({ days: 1 });
  const checkId = made.checkIds['payouts/performance'] ?? '';
  const side = (errors: number) => ({
    requests: 100,
    errors,
    failedTransactions: 0,
    latency: [{ upToMs: '50', count: 100 }],
  });
  const push = (age: number, errors: number, now: Date) =>
    as(made.key.actor, at(now)).ingest.metrics({
      protocol: 1,
      points: [{ checkId, at: new Date(now.getTime() - age).toISOString(), legacy: side(0), target: side(errors) }],
    });
  const now = made.noon(6);
  expect(await push(DAY_MS, 9, now)).toEqual({ stored: 1, waiting: 0 });
  expect(await push(DAY_MS, 9, now)).toEqual({ stored: 1, waiting: 0 });
  expect(await push(DAY_MS, 0, now)).toEqual({ stored: 1, waiting: 1 });
  expect(await push(4 * DAY_MS, 0, now)).toEqual({ stored: 1, waiting: 1 });
  const [looked] = await made.list(now);
  expect(looked).toMatchObject({ results: 0, minutes: 2, seen: 2 });
  // What takes its place while it waits is something else to be looked at; what says the same is not.
  expect(await push(DAY_MS, 1, now)).toEqual({ stored: 1, waiting: 1 });
  expect(await push(DAY_MS, 1, now)).toEqual({ stored: 1, waiting: 1 });
  expect(await made.list(now)).toMatchObject([{ minutes: 2, seen: 3 }]);
  const sponsor = as(await makeMember(made.migration.id, 'stakeholder'), at(now));
  const input = { migrationId: made.migration.id, lateId: looked?.id ?? '', seen: looked?.seen ?? 0 };
  await expect(sponsor.evidence.acceptLate(input)).rejects.toThrow('More has come with it since you looked.');
  await made.answer(now);
  await made.accept(now);
  expect(await push(DAY_MS, 1, now)).toEqual({ stored: 1, waiting: 0 });
});

it('a minute of today is said anew, but not with fewer requests of either side, errors or slow requests', async () => {
  const made = await makePast({ days: 1 });
  const checkId = made.checkIds['payouts/performance'] ?? '';
  const now = new Date(made.noon(1).getTime());
  const side = (requests: number, errors = 0) => ({
    requests,
    errors,
    failedTransactions: 0,
    latency: [{ upToMs: '50', count: requests }],
  });
  const push = (point: object) =>
    as(made.key.actor, at(now)).ingest.metrics({
      protocol: 1,
      points: [{ checkId, at: new Date(now.getTime() - 60_000).toISOString(), ...point }],
    });
  expect(await push({ legacy: side(100), target: side(100, 90) })).toEqual({ stored: 1, waiting: 0 });
  expect(await push({ legacy: side(100), target: side(99) })).toEqual({ stored: 1, waiting: 1 });
  expect(await push({ target: side(100) })).toEqual({ stored: 1, waiting: 1 });
  expect(await made.list(now)).toMatchObject([
    { minutes: 1, reasons: [expect.stringContaining('leaves out requests')] },
  ]);
  expect(await push({ legacy: side(100), target: side(110, 2) })).toEqual({ stored: 1, waiting: 1 });
  const fast = { ...side(110, 90), latency: [{ upToMs: '5', count: 110 }] };
  expect(await push({ legacy: side(100), target: fast })).toEqual({ stored: 1, waiting: 1 });
  expect(await push({ legacy: side(100), target: side(110, 91) })).toEqual({ stored: 1, waiting: 0 });
});
