import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryPlan } from '../testing/arbitrary-plan.ts';
import { diffPlans } from './diff-plan.ts';
import { planDocumentSchema } from './document.ts';
import { planDifferences } from './plan-differences.ts';
import { withDifference } from './with-difference.ts';

const migration = { slug: 'm', name: 'M', legacySystem: 'a', targetSystem: 'b', timeZone: 'UTC', currency: 'EUR' };
const plan = (phases: string[], more: object = {}) =>
  planDocumentSchema.parse({ parallax: 1, migration, phases: phases.map((name) => ({ name })), ...more });

const nameOf = (item: { name?: string; key?: string }) => item.key ?? item.name;

/** A second plan that shares a good part of the first. */
const pairs = fc.tuple(arbitraryPlan, arbitraryPlan, fc.infiniteStream(fc.nat(3))).map(([before, other, choice]) => {
  const pick = () => Number(choice.next().value);
  const mixed = Object.entries(before).map(([part, is]): [string, unknown] => {
    const fresh = Object.entries(other).find(([name]) => name === part)?.[1];
    if (!Array.isArray(is) || !Array.isArray(fresh)) return [part, pick() > 1 ? fresh : is];
    const stays = is.filter((item) => pick() > 0 && !fresh.some((one) => nameOf(one) === nameOf(item)));
    return [part, pick() > 1 ? [...fresh, ...stays].reverse() : is.filter(() => pick() > 0)];
  });
  return { before, after: { ...before, ...Object.fromEntries(mixed) } };
});

describe('two plans', () => {
  it('differ by things that can be done one by one, in any order, and then differ by nothing', () => {
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.nat()), ({ before, after }, order) => {
        let current = before;
        for (let left = planDifferences(current, after); left.length > 0; left = planDifferences(current, after)) {
          const one = left[Number(order.next().value) % left.length];
          if (!one) break;
          current = withDifference(current, one, after);
          expect(planDifferences(current, after).length).toBeLessThanOrEqual(left.length);
          expect(planDifferences(current, after)).not.toContainEqual(one);
        }
        expect(diffPlans(current, after)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('differ by the order of their phases even where one of these is worded otherwise', () => {
    const after = plan(['C', 'A', 'B']);
    const reworded = { ...after, phases: after.phases.map((phase) => ({ ...phase, goal: 'Other' })) };
    const differences = planDifferences(plan(['A', 'B', 'C']), reworded);
    expect(differences.map(({ name }) => name)).toEqual(['C', 'A', 'B', '']);
    expect(differences.at(-1)).toEqual({ part: 'phases', name: '', before: ['A', 'B', 'C'], after: ['C', 'A', 'B'] });
  });

  it('differ by fields of what is said once', () => {
    const after = plan([], { migration: { ...migration, name: 'N', currency: 'USD' }, settings: { budget: '5' } });
    expect(planDifferences(plan([]), after)).toEqual([
      { part: 'migration', name: 'name', before: 'M', after: 'N' },
      { part: 'migration', name: 'currency', before: 'EUR', after: 'USD' },
      { part: 'settings', name: 'budget', before: null, after: '5' },
    ]);
  });

  it('put what is new where it stands', () => {
    const [before, after] = [plan(['A', 'B', 'D']), plan(['X', 'A', 'C', 'D'])];
    const [x] = planDifferences(before, after);
    if (!x) throw new Error('They differ.');
    expect(withDifference(before, x, after).phases.map(({ name }) => name)).toEqual(['X', 'A', 'B', 'D']);
  });
});
