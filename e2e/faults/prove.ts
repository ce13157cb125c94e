import { describe, expect, it } from 'vitest';
import type { Fault } from '#server/testing/fault.ts';

/** A few of each fault in every test run. `FAULT_SEED=…` repeats one that was printed. */
export function prove(faults: Readonly<Record<string, Fault>>): void {
  describe.each(Object.entries(faults))('%s', (name, fault) => {
    it(fault.about, { timeout: 300_000 }, async () => {
      const seed = Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 2 ** 31));
      const outcome = await fault.run({ seed, count: fault.few });
      console.log(`${name}: ${outcome.count}, FAULT_SEED=${outcome.seed}; seen: ${outcome.confirmed}`);
      expect(outcome.violations).toEqual([]);
      expect(outcome.count).toBe(fault.few);
    });
  });
}
