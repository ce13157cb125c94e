import type { Schedule } from '#core/check/schema.ts';
import { HOUR_MS } from '#core/time/units.ts';
import { newId } from '#server/new-id.ts';
import { as } from '#server/testing/call.ts';
import { makeKey, makeMember, makeMigration } from '#server/testing/factory.ts';
import { agentDay, type Push } from './nine-weeks-agent.ts';
import type { Clock } from './nine-weeks-clock.ts';
import { actions, type NineWeeks } from './nine-weeks-people.ts';

/**
 * A database moves to a warehouse by the template, nine weeks long, from a Monday on. What people do stands in nine-weeks-people.ts, what the agent
 * finds in nine-weeks-agent.ts. Everything goes through the procedures that pages and agents call, at the time of `clock`.
 */
export async function openNineWeeks(clock: Clock, firstDay: string, timeZone: string) {
  const now = () => clock(1, '08:00');
  const { id: migrationId, slug, lead } = await makeMigration({ name: 'Reporting warehouse', timeZone, now });
  const caller = as(lead, now);
  await caller.plan.applyTemplate({
    migrationId,
    template: 'database-to-warehouse',
    startOn: firstDay,
    sameName: 'replace',
  });
  const { document } = await caller.plan.get({ slug });
  await caller.plan.replace({
    migrationId,
    document: {
      ...document,
      datasets: datasets(document.settings.checks),
      // The template asks for 14 clean days at the first gate only; here the second asks for them too.
      criteria: document.criteria.map((one) =>
        one.key === 'critical-free-14-days' ? { ...one, gates: ['Shadow', 'Ten percent'] } : one,
      ),
    },
  });
  const names = new Map((await caller.dataset.list({ migrationId })).map(({ id, name }) => [id, name]));
  const all = await caller.check.list({ migrationId });
  const nineWeeks: NineWeeks = {
    migrationId,
    slug,
    lead,
    finance: await makeMember(migrationId, 'finance'),
    agent: (await makeKey({ id: migrationId, slug, lead }, { now })).actor,
    checks: new Map(all.map(({ id, datasetId, kind }) => [`${names.get(datasetId)}/${kind}`, id])),
    clock,
  };
  const wrongRunId = newId();
  const push: Push = (run, at) => as(nineWeeks.agent, () => at).ingest.submitRun(run);
  return {
    slug,
    lead,
    /** Everything that happens from one moment of the scenario up to and with another, in its order. */
    playDay: async (day: number, from: string, to: string): Promise<void> => {
      const work = [
        ...agentDay(day, { checks: nineWeeks.checks, clock, wrongRunId }).map(({ at, run }) => ({
          at,
          run: () => push(run, at),
        })),
        ...actions
          .filter((action) => action.day === day)
          .map(({ time, run }) => ({ at: clock(day, time), run: () => run(nineWeeks, () => clock(day, time)) })),
      ];
      const due = work.filter(({ at }) => at > clock(day, from) && at <= clock(day, to));
      for (const { run } of due.toSorted((a, b) => a.at.getTime() - b.at.getTime())) await run();
    },
  };
}

const daily = { everyMs: 24 * HOUR_MS, graceMs: 6 * HOUR_MS };
const weekly = { everyMs: 7 * 24 * HOUR_MS, graceMs: 42 * HOUR_MS };

type TemplateChecks = readonly { kind: string; schedule: Schedule }[];

/** `accounts` on the schedule of the template, its load and lag measured too; `orders`, which nobody pays by, once a day. */
function datasets(ofTemplate: TemplateChecks) {
  const table = (name: string) => ({
    name,
    legacyRef: `dbo.${name}`,
    targetRef: `dwh.${name}`,
    keyColumns: ['id'],
    columns: [{ name: 'amount' }],
  });
  const usual = (kind: 'record_count' | 'field_level' | 'checksum' | 'schema') => {
    const schedule = ofTemplate.find((check) => check.kind === kind)?.schedule;
    if (!schedule) throw new Error(`The template has no ${kind} check.`);
    return { kind, schedule };
  };
  return [
    {
      ...table('accounts'),
      criticality: 'critical' as const,
      checks: [
        usual('record_count'),
        usual('field_level'),
        usual('checksum'),
        usual('schema'),
        { kind: 'replication_lag' as const, schedule: daily },
        { kind: 'performance' as const, schedule: daily, tolerances: { slaMs: '400', cycleDays: 7 } },
      ],
    },
    {
      ...table('orders'),
      checks: [
        { kind: 'record_count' as const, schedule: daily },
        { kind: 'field_level' as const, schedule: daily },
        { kind: 'checksum' as const, schedule: weekly },
        { kind: 'schema' as const, schedule: weekly },
      ],
    },
  ];
}
