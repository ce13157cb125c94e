import type { Actor } from '#server/actor.ts';
import { systemContext } from '#server/context.ts';
import { sealAudit } from '#server/jobs/seal-audit.ts';
import { acceptLate } from '#server/testing/accept-late.ts';
import { as } from '#server/testing/call.ts';
import type { Checks } from './nine-weeks-agent.ts';
import type { Clock } from './nine-weeks-clock.ts';

export type NineWeeks = {
  migrationId: string;
  slug: string;
  lead: Actor;
  finance: Actor;
  agent: Actor;
  checks: Checks;
  clock: Clock;
};

type Action = {
  day: number;
  time: string;
  what: string;
  run: (nineWeeks: NineWeeks, now: () => Date) => Promise<unknown>;
};

/** What people do, in the order of the scenario. */
export const actions: readonly Action[] = [
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
  {
    day: 23,
    time: '12:00',
    what: 'the lead answers for the corrected run of the day before, and finance accepts it',
    run: async ({ migrationId: id, slug, lead, finance }, now) => {
      await acceptLate(as(lead, now), as(finance, now), { id, slug });
    },
  },
  markScenarios(24, 'the load that failed is tried again', ({ name }) =>
    name === 'A failed load is repeated' ? 'passed' : null,
  ),
  decide(26, 'Shadow'),
  {
    day: 27,
    time: '12:00',
    what: 'the pilot dashboards are named',
    run: async (nineWeeks, now) => {
      const { migrationId, slug, lead } = nineWeeks;
      const { plan } = as(lead, now);
      const { document } = await plan.get({ slug });
      const cohorts = document.cohorts.map((cohort) =>
        cohort.pilot ? { ...cohort, members: pilots.map((name) => ({ name })) } : cohort,
      );
      await plan.replace({ migrationId, document: { ...document, cohorts } });
      // Who has a say in which dashboards are enough.
      await agree(nineWeeks, now);
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
    what: 'the lead loosens the match rates',
    run: async ({ migrationId, lead }, now) => {
      const reason = 'orders is rebuilt next week';
      for (const key of ['field-match-rate', 'row-match-rate']) {
        const criterionId = await criterionIdOf(key, migrationId, lead, now);
        await as(lead, now).criterion.update({ migrationId, criterionId, threshold: '0.99', reason });
      }
    },
  },
  {
    day: 40,
    time: '12:00',
    what: 'finance agrees to it',
    run: agree,
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
  attest(58, 'A whole month closed', 'finance'),
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
}): Action {
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

function approveMaintenance({ day, name, time = '12:00' }: { day: number; name: string; time?: string }): Action {
  return {
    day,
    time,
    what: `finance approves "${name}"`,
    run: async ({ migrationId, finance }, now) => await as(finance, now).plan.approveWindow({ migrationId, name }),
  };
}

type Scenario = { name: string; domain: string | null };

function markScenarios(
  day: number,
  what: string,
  statusOf: (scenario: Scenario) => 'passed' | 'failed' | null,
  time = '12:00',
): Action {
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

function attest(day: number, name: string, by: 'lead' | 'finance'): Action {
  return {
    day,
    time: '12:00',
    what: `${by} states: ${name}`,
    run: async ({ migrationId, ...people }, now) =>
      await as(people[by], now).plan.mark({ migrationId, part: 'attestations', name, status: 'attested' }),
  };
}

/** Right after the verdict was read, before the next hourly count is due: lead and finance hold the meeting, and the phase is left. */
function decide(day: number, phase: string): Action {
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

/** Finance is the second person behind everything of the plan that waits for one. */
async function agree({ migrationId, slug, finance }: NineWeeks, now: () => Date): Promise<void> {
  const { approval } = as(finance, now);
  const ids = (await approval.listWaiting({ slug })).flatMap(({ kind, id }) => (kind === 'plan' ? [id] : []));
  if (ids.length > 0) await approval.approvePlanChanges({ migrationId, ids });
}
