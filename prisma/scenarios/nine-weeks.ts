import { addDays } from '#core/time/day.ts';
import { localInstants } from '#core/time/local-instants.ts';
import type { Actor } from '#server/actor.ts';
import { systemContext } from '#server/context.ts';
import { sealAudit } from '#server/jobs/seal-audit.ts';
import { newId } from '#server/new-id.ts';
import { as } from '#server/testing/call.ts';
import { makeKey, makeMember, makeMigration } from '#server/testing/factory.ts';
import { agentDay, type Checks, type Push } from './nine-weeks-agent.ts';

/** The moment of the story's `day` (1 to 63) at which a clock in the migration's zone shows `time`. */
export type Clock = (day: number, time: string) => Date;

export const WEEKS = 9;
export const DAYS = WEEKS * 7;

export function clockFrom(firstDay: string, timeZone: string): Clock {
  return (day, time) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return new Date(localInstants(addDays(firstDay, day - 1), hour * 60 + minute, timeZone).first);
  };
}

type Story = {
  migrationId: string;
  slug: string;
  lead: Actor;
  finance: Actor;
  agent: Actor;
  checks: Checks;
  clock: Clock;
};

type Deed = { day: number; time: string; what: string; run: (story: Story, now: () => Date) => Promise<unknown> };

/**
 * A database moves to a warehouse by the template, nine weeks long, from a Monday on. What people do stands in `deeds`, what the agent
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
  const story: Story = {
    migrationId,
    slug,
    lead,
    finance: await makeMember(migrationId, 'finance'),
    agent: (await makeKey({ id: migrationId, slug, lead }, { now })).actor,
    checks: new Map(all.map(({ id, datasetId, kind }) => [`${names.get(datasetId)}/${kind}`, id])),
    clock,
  };
  const wrongRunId = newId();
  const push: Push = (run, at) => as(story.agent, () => at).ingest.submitRun(run);
  return {
    slug,
    lead,
    /** Everything that happens from one moment of the story up to and with another, in its order. */
    playDay: async (day: number, from: string, to: string): Promise<void> => {
      const work = [
        ...agentDay(day, { checks: story.checks, clock, wrongRunId }).map(({ at, run }) => ({
          at,
          run: () => push(run, at),
        })),
        ...deeds
          .filter((deed) => deed.day === day)
          .map(({ time, run }) => ({ at: clock(day, time), run: () => run(story, () => clock(day, time)) })),
      ];
      const due = work.filter(({ at }) => at > clock(day, from) && at <= clock(day, to));
      for (const { run } of due.toSorted((a, b) => a.at.getTime() - b.at.getTime())) await run();
    },
  };
}

const HOUR_MS = 3_600_000;
const daily = { everyMs: 24 * HOUR_MS, graceMs: 6 * HOUR_MS };
const weekly = { everyMs: 7 * 24 * HOUR_MS, graceMs: 42 * HOUR_MS };

type TemplateChecks = readonly { kind: string; schedule: { everyMs: number; graceMs: number } }[];

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

const deeds: readonly Deed[] = [
  enterMaintenance({ day: 9, name: 'Storage is replaced', on: 13 }),
  approveMaintenance({ day: 10, name: 'Storage is replaced' }),
  {
    day: 15,
    time: '12:00',
    what: 'every critical consumer is documented',
    run: async ({ migrationId, slug, lead }, now) => {
      const { plan } = as(lead, now);
      const { document } = await plan.get({ slug });
      for (const { name, critical } of document.inventory) {
        if (critical) await plan.mark({ migrationId, part: 'inventory', name, status: 'documented' });
      }
    },
  },
  // Entered and approved on the day itself: too late to excuse anything.
  enterMaintenance({ day: 20, name: 'Patch that nobody planned', on: 20, time: '10:00' }),
  approveMaintenance({ day: 20, name: 'Patch that nobody planned', time: '11:00' }),
  markScenarios(21, 'the loads are tried out, one of them fails', ({ domain, name }) =>
    domain !== 'Loads' ? null : name === 'A failed load is repeated' ? 'failed' : 'passed',
  ),
  markScenarios(24, 'the load that failed is tried again', ({ name }) =>
    name === 'A failed load is repeated' ? 'passed' : null,
  ),
  decide(26, 'Shadow'),
  {
    day: 27,
    time: '12:00',
    what: 'the pilot dashboards are named',
    run: async ({ migrationId, slug, lead }, now) => {
      const { plan } = as(lead, now);
      const { document } = await plan.get({ slug });
      const cohorts = document.cohorts.map((cohort) =>
        cohort.pilot ? { ...cohort, members: pilots.map((name) => ({ name })) } : cohort,
      );
      await plan.replace({ migrationId, document: { ...document, cohorts } });
    },
  },
  {
    day: 33,
    time: '12:00',
    what: 'the pilot dashboards are validated',
    run: async ({ migrationId, lead }, now) => {
      for (const member of pilots) {
        const mark = { part: 'cohorts', name: 'Pilot dashboards', member, status: 'validated' } as const;
        await as(lead, now).plan.mark({ migrationId, ...mark });
      }
    },
  },
  {
    day: 39,
    time: '12:00',
    what: 'the lead loosens the field match rate',
    run: async ({ migrationId, lead }, now) => {
      const criterionId = await criterionIdOf('field-match-rate', migrationId, lead, now);
      const reason = 'orders is rebuilt next week';
      await as(lead, now).criterion.update({ migrationId, criterionId, threshold: '0.99', reason });
    },
  },
  {
    day: 40,
    time: '12:00',
    what: 'finance agrees to it',
    run: async ({ migrationId, finance }, now) => {
      const { criterion } = as(finance, now);
      const [newest] = await criterion.listChanges({ migrationId });
      await criterion.approveChange({ migrationId, changeId: newest?.id ?? '' });
    },
  },
  decide(40, 'Ten percent'),
  markScenarios(43, 'everything is tried out', () => 'passed', '11:00'),
  attest(43, 'Month closed on both systems', 'finance'),
  {
    day: 52,
    time: '12:00',
    what: 'the lead asks for a waiver of the streak',
    run: async ({ migrationId, lead, clock }, now) => {
      const criterionId = await criterionIdOf('critical-free-streak', migrationId, lead, now);
      const expiresAt = clock(60, '12:00').toISOString();
      await as(lead, now).waiver.request({
        migrationId,
        criterionId,
        reason: 'the batch of day 44 is proven',
        expiresAt,
      });
    },
  },
  {
    day: 53,
    time: '12:00',
    what: 'finance approves it, for a week',
    run: async ({ migrationId, finance }, now) => {
      const { waiver } = as(finance, now);
      const [asked] = await waiver.list({ migrationId });
      await waiver.decide({ migrationId, waiverId: asked?.id ?? '', approved: true });
    },
  },
  decide(54, 'Half'),
  markScenarios(56, 'the dashboards are compared again', ({ name }) => (name === 'Dashboard totals' ? 'passed' : null)),
  attest(58, 'Nobody reads the old database', 'lead'),
];

const pilots = ['Sales today', 'Stock'];

async function criterionIdOf(key: string, migrationId: string, lead: Actor, now: () => Date): Promise<string> {
  const found = (await as(lead, now).criterion.list({ migrationId })).find((one) => one.key === key);
  if (!found) throw new Error(`There is no criterion "${key}".`);
  return found.id;
}

function enterMaintenance({
  day,
  name,
  on,
  time = '12:00',
}: {
  day: number;
  name: string;
  on: number;
  time?: string;
}): Deed {
  return {
    day,
    time,
    what: `the lead enters the window "${name}"`,
    run: async ({ migrationId, slug, lead, clock }, now) => {
      const { plan } = as(lead, now);
      const { document } = await plan.get({ slug });
      const [from, to] = [clock(on, '00:00').toISOString(), clock(on + 1, '00:00').toISOString()];
      const window = { name, kind: 'maintenance' as const, from, to, reason: name };
      await plan.replace({ migrationId, document: { ...document, calendar: [...document.calendar, window] } });
    },
  };
}

function approveMaintenance({ day, name, time = '12:00' }: { day: number; name: string; time?: string }): Deed {
  return {
    day,
    time,
    what: `finance approves "${name}"`,
    run: async ({ migrationId, finance }, now) =>
      await as(finance, now).plan.mark({ migrationId, part: 'calendar', name, status: 'approved' }),
  };
}

type Scenario = { name: string; domain: string | null };

function markScenarios(
  day: number,
  what: string,
  statusOf: (scenario: Scenario) => 'passed' | 'failed' | null,
  time = '12:00',
): Deed {
  return {
    day,
    time,
    what,
    run: async ({ migrationId, slug, lead }, now) => {
      const { plan } = as(lead, now);
      for (const scenario of (await plan.get({ slug })).document.scenarios) {
        const status = statusOf(scenario);
        if (status) await plan.mark({ migrationId, part: 'scenarios', name: scenario.name, status });
      }
    },
  };
}

function attest(day: number, name: string, by: 'lead' | 'finance'): Deed {
  return {
    day,
    time: '12:00',
    what: `${by} states: ${name}`,
    run: async ({ migrationId, ...people }, now) =>
      await as(people[by], now).plan.mark({ migrationId, part: 'attestations', name, status: 'attested' }),
  };
}

/** Right after the verdict was read, before the next hourly count is due: lead and finance hold the meeting, and the phase is left. */
function decide(day: number, phase: string): Deed {
  return {
    day,
    time: '18:05',
    what: `the gate of ${phase} is passed`,
    run: async ({ migrationId, slug, lead, finance, clock }, now) => {
      const { decision } = as(lead, now);
      const { id: decisionId, number } = await decision.freeze({ migrationId });
      const { verdict } = await decision.get({ slug, number });
      const conditions = [
        {
          text: 'Read the query log',
          owner: 'Lea',
          dueOn: clock(day + 4, '12:00')
            .toISOString()
            .slice(0, 10),
        },
      ];
      const { proposedAt } = await decision.propose(
        verdict === 'go'
          ? { migrationId, decisionId, outcome: 'go' }
          : { migrationId, decisionId, outcome: 'go_with_conditions', reason: 'The streak is waived.', conditions },
      );
      await as(finance, now).decision.vote({ migrationId, decisionId, vote: 'go' });
      await decision.take({ migrationId, decisionId, proposedAt });
      await sealAudit(systemContext('sealer', { now }), {});
    },
  };
}
