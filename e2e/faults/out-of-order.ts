import { DAY_MS } from '#core/time/units.ts';
import { createContext } from '#server/context.ts';
import { acceptLate } from '#server/testing/accept-late.ts';
import { as } from '#server/testing/call.ts';
import { at, type MadeMigration, makeDatasets, makeKey, makeMember, makeMigration } from '#server/testing/factory.ts';
import type { Fault } from '#server/testing/fault.ts';
import { type Random, randomOf } from '#server/testing/random.ts';
import { callWithin } from './call-within.ts';
import { callsOf } from './calls.ts';
import { compareEvidence, dumpEvidence } from './evidence-dump.ts';
import { NEVER_LATE, setLateHours } from './never-late.ts';
import { type Saying, type Workload, workloadOf } from './workload.ts';

const FROM = new Date('2026-03-02T00:00:00Z');
/** Everything arrives within a day after the last of the four days. */
const AFTER = FROM.getTime() + 5 * DAY_MS;

/** Fault 7: a seed is some days of everything that can be said, said in another order and more than once. */
export const outOfOrder: Fault = {
  about:
    'Results arrive out of order, late and repeated: the final state is that of one push in order, before and after late ones are accepted',
  full: 10_000,
  few: 8,
  run: async ({ seed, count, say }) => {
    const violations: string[] = [];
    let moved = 0;
    for (let i = 0; i < count; i += 1) {
      const own = seed + i;
      const random = randomOf(own);
      const workload = workloadOf(random, { datasets: 1, runs: 3 + random.int(4), large: 20, from: FROM });
      const inOrder = await push(workload, workload.sayings);
      const other = disorder(random, workload.sayings);
      moved += other.filter((saying, place) => saying !== workload.sayings[place]).length;
      const disordered = await push(workload, other);
      const found = [
        ...compareEvidence(inOrder.waiting, disordered.waiting),
        ...compareEvidence(inOrder.accepted, disordered.accepted).map((difference) => `accepted: ${difference}`),
        // As if it had come in time.
        ...compareEvidence((await push(workload, other, NEVER_LATE)).accepted, disordered.accepted).map(
          (difference) => `accepted at once: ${difference}`,
        ),
      ];
      violations.push(...found.map((difference) => `seed ${own}: ${difference}`));
      if (i % 100 === 99) say?.(`${i + 1} of ${count} orders`);
    }
    return { seed, count, confirmed: `${moved} deliveries at another place than in order`, violations };
  },
};

/** In any order, a third of it twice. */
function disorder(random: Random, sayings: readonly Saying[]): Saying[] {
  return random.shuffle([...sayings, ...sayings.filter(() => random.int(3) === 0)]);
}

async function push({ plan }: Workload, sayings: readonly Saying[], lateEvidenceHours = 73) {
  const migration = await makeMigration({ timeZone: 'UTC', now: at(FROM) });
  const key = await makeKey(migration, { now: at(FROM) });
  const { checkIds } = await makeDatasets(migration, plan, at(FROM));
  await setLateHours(migration, FROM, lateEvidenceHours);
  const ctx = createContext({ actor: key.actor, now: at(new Date(AFTER)) });
  for (const saying of sayings) for (const call of callsOf(saying, checkIds)) await callWithin(ctx, call);
  const waiting = await dumpEvidence(migration.id);
  await accept(migration);
  return { waiting, accepted: await dumpEvidence(migration.id) };
}

/** A second person takes what came later than three days after it was read, and what corrects a day that is over. */
async function accept(migration: MadeMigration): Promise<void> {
  const after = at(new Date(AFTER));
  const sponsor = await makeMember(migration.id, 'stakeholder');
  await acceptLate(as(migration.lead, after), as(sponsor, after), migration);
}
