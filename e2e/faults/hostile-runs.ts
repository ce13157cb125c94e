import { kinds } from '#core/testing/hostile/honest-runs.ts';
import { sendHostileRun, unmetWhenHonest } from '#core/testing/hostile/hostile-runs.ts';
import type { Fault } from '#server/testing/fault.ts';
import { randomOf } from '#server/testing/random.ts';

/** Without a defect, and told honestly: everything is met, so that what is not met is the doing of what was changed. */
const sound = { rows: 1_000, columns: ['amount', 'note'], segments: 10, requests: 1_000, defects: 1 };

export const hostileRuns: Fault = {
  about:
    'Runs in which one or two things were lowered, zeroed, raised, swapped or lost: none gives what it does not deserve',
  full: 10_000,
  few: 500,
  run: async ({ seed, count, say }) => {
    const unmet = unmetWhenHonest(sound);
    const violations = unmet.length > 0 ? [`honest runs of a sound world leave ${unmet.join(', ')} unmet`] : [];
    let [taken, spoiled] = [0, 0];
    for (let i = 0; i < count; i += 1) {
      const own = seed + i;
      const hostile = sendHostileRun(randomOf(own));
      if (hostile.taken) taken += 1;
      if (hostile.taken && hostile.unmet > 0) spoiled += 1;
      if (hostile.undeserved.length > 0)
        violations.push(`seed ${own}, ${hostile.words}: ${hostile.undeserved.join(', ')}`);
      if (i % 1_000 === 999) say?.(`${i + 1} of ${count}`);
    }
    const confirmed = `${taken} were taken, of ${kinds.length} kinds; after ${spoiled} of them something was not met`;
    return { seed, count, confirmed, violations };
  },
};
