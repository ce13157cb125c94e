import { counted, countText } from '../../format/count.ts';
import { plainName } from '../../plain-name.ts';
import { foundOf } from '../finding.ts';
import { isFailed, looksAtAll } from '../looks-at-all.ts';
import { plain, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';

export const scenario: RunKind<RunOf<'scenario'>> = {
  ...plain,
  judge({ scenarios }) {
    const results = new Set(scenarios.map(({ result }) => result));
    if (results.has('failed')) return 'mismatch';
    if (!results.has('passed')) return 'not_evaluated';
    return results.has('skipped') ? 'inconclusive' : 'match';
  },
  describe({ scenarios }) {
    const passed = scenarios.filter(({ result }) => result === 'passed').length;
    return `${countText(passed)} of ${counted(scenarios.length, 'scenario')} passed`;
  },
  claims: ({ scenarios }) => [{ pointer: '/scenarios', units: scenarios.length, unit: 'scenario' }],
  findShortfalls({ scenarios }, _, planned) {
    const ofPlan = new Set(planned.map(plainName));
    const ran = scenarios.some(({ name, result }) => result !== 'skipped' && ofPlan.has(plainName(name)));
    return ofPlan.size > 0 && !ran ? ['no scenario of the plan was run'] : [];
  },
  looked: () => [],
  items: {
    noun: 'scenario',
    of: ({ scenarios }) =>
      scenarios
        .filter(({ result }) => result !== 'skipped')
        .map(({ name, result }) => ({ name, found: result === 'failed' ? 'failed' : null })),
  },
  findings({ scenarios }) {
    const failed = scenarios.filter(isFailed).map(({ name }) => name);
    return [...new Set(failed)].map((name) => foundOf('scenario', name, 1));
  },
  trace(run, group, window) {
    if (group.class !== 'scenario') return 'cannot_say';
    const results = run.scenarios.filter(({ name }) => name === group.field);
    if (results.some(isFailed)) return 'still_there';
    const passed = results.some(({ result }) => result === 'passed');
    return passed && looksAtAll(run, window) ? 'none_left' : 'cannot_say';
  },
  provable: ({ scenarios }) => [{ class: 'scenario', fields: scenarios.map(({ name }) => name) }],
};
