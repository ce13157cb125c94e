import type { Fault } from '#server/testing/fault.ts';
import { LonePerson } from '#server/testing/lone-person/lone-person.ts';

/** Shrinking runs a sequence again for each of its calls: the first few say what there is to say. */
const SHRUNK = 5;
const MOST_TRIES = 400;

export const lonePerson: Fault = {
  about:
    'One person with every role but a second approver, every key and every account they can make: nothing becomes better',
  full: 20_000,
  few: 300,
  run: async ({ seed, count, say }) => {
    const lone = await LonePerson.open();
    const violations: string[] = [];
    const calls = new Map<string, number>();
    let tries = 0;
    try {
      // There is something to gain: where the second approver plays along, sooner or later something becomes better.
      while (tries < MOST_TRIES && (await lone.act(seed + tries, true)).better.length === 0) tries += 1;
      if (tries === MOST_TRIES) violations.push(`with a second person, nothing became better in ${tries} sequences`);
      for (let i = 0; i < count; i += 1) {
        const own = seed + i;
        const sequence = await lone.act(own);
        for (const [call, times] of Object.entries(sequence.calls)) calls.set(call, (calls.get(call) ?? 0) + times);
        if (sequence.better.length > 0) {
          const acts = violations.length < SHRUNK ? await lone.shrink(own, sequence) : [];
          const said = acts.map(
            ({ who, call, input }) => `\n  ${JSON.stringify(who)} ${call} ${JSON.stringify(input)}`,
          );
          violations.push(
            `seed ${own}, ${sequence.role}, ${sequence.defect}: ${sequence.better.join(', ')}${said.join('')}`,
          );
        }
        if (i % 500 === 499) say?.(`${i + 1} of ${count}`);
      }
    } finally {
      await lone.close();
    }
    const most = [...calls].toSorted(([, a], [, b]) => b - a).slice(0, 8);
    const confirmed = `a second person who plays along made it better in sequence ${tries + 1}; let through: ${most.map(([call, times]) => `${times} × ${call}`).join(', ')}`;
    return { seed, count, confirmed, violations };
  },
};
