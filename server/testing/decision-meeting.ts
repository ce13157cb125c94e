import type { ProposalInput } from '#core/decision/schema.ts';
import { systemContext } from '../context.ts';
import { sealAudit } from '../jobs/seal-audit.ts';
import { as } from './call.ts';
import { type CleanMigration, makeCleanMigration } from './clean-migration.ts';
import { at, makeMember } from './factory.ts';

const phases = ['Shadow', 'Ramp', 'Full'];

/** A migration that is go at noon of its second day, with three phases, a lead and a finance member. */
export async function makeMeeting(withCalendar: object[] = []) {
  const made = await makeCleanMigration(1);
  const { migration } = made;
  const now = at(made.noon(1));
  const lead = as(migration.lead, now);
  const { document } = await lead.plan.get({ slug: migration.slug });
  const plan = { ...document, phases: phases.map((name) => ({ name })), calendar: withCalendar };
  await lead.plan.replace({ migrationId: migration.id, document: plan as typeof document });
  await made.cleanDay(made.noon(0));
  await made.cleanDay(made.noon(1));
  const finance = await makeMember(migration.id, 'finance');
  return { ...made, ...actionsOf(made, now), finance, as: { lead, finance: as(finance, now) } };
}

function actionsOf({ migration }: CleanMigration, now: () => Date) {
  const migrationId = migration.id;
  const lead = as(migration.lead, now).decision;
  return {
    now,
    migrationId,
    freeze: () => lead.freeze({ migrationId }),
    propose: (decisionId: string, proposal: ProposalInput) => lead.propose({ migrationId, decisionId, ...proposal }),
    take: (decisionId: string, { proposedAt }: { proposedAt: string }) =>
      lead.take({ migrationId, decisionId, proposedAt }),
    get: (number: number) => lead.get({ slug: migration.slug, number }),
    seal: () => sealAudit(systemContext('sealer', { now }), {}),
    states: async () => {
      const { phases: all, gate } = await as(migration.lead, now).verdict.get({ slug: migration.slug });
      return [gate, ...all.map(({ state }) => state)];
    },
  };
}
