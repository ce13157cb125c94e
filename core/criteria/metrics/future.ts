import type { Metric } from '../metric.ts';
import { notAvailable } from '../not-available.ts';

/** What a plan may already ask for. They become metrics of their own, each in its file, when the part they rest on is there. */
export const future = [
  soon({
    id: 'unexplained_variance',
    name: 'Unexplained variance',
    better: 'less',
    unit: 'count',
    waitsFor: 'sign-off of variances',
  }),
  soon({ id: 'sign_offs', name: 'Sign-offs', better: 'more', unit: 'ratio', waitsFor: 'sign-off of variances' }),
  soon({
    id: 'kill_switch_drilled',
    name: 'Kill switch drilled',
    better: 'more',
    unit: 'days',
    waitsFor: 'traffic control',
  }),
  soon({
    id: 'kill_switch_armed',
    name: 'Kill switch armed',
    better: 'more',
    unit: 'count',
    waitsFor: 'traffic control',
  }),
] as const;

type Known<Id extends string> = Pick<Metric<Id>, 'id' | 'name' | 'better' | 'unit'> & { waitsFor: string };

function soon<const Id extends string>(known: Known<Id>): Metric<Id> {
  return {
    ...known,
    most: known.unit === 'ratio' ? '1' : null,
    withoutThreshold: null,
    usual: { comparator: known.better === 'more' ? 'gte' : 'lte', threshold: '1' },
    least: 'not known yet',
    requires: [],
    reads: [],
    counts: 'figure',
    window: null,
    options: [],
    page: 'evidence',
    backlog: null,
    changesAt: [],
    evaluate: (definition) => notAvailable(definition, known.name, known.waitsFor),
  };
}
