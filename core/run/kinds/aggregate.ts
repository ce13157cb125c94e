import { counted } from '../../format/count.ts';
import { foundOf } from '../finding.ts';
import { judgeCompared } from '../judge-compared.ts';
import { looksAtAll } from '../looks-at-all.ts';
import { plain, type RunKind } from '../run-kind.ts';
import type { RunOf } from '../schema.ts';
import { isKnown, isZero, mayBeOfNothing, nameOfTotal, provesTotal, totalDiffers } from '../total.ts';

export const aggregate: RunKind<RunOf<'aggregate'>> = {
  ...plain,
  judge(run, by) {
    const known = run.aggregates.filter(isKnown);
    if (known.some(totalDiffers)) return 'mismatch';
    const mayBeEmpty = mayBeOfNothing(run, by);
    const proving = known.filter((total) => provesTotal(total, mayBeEmpty));
    const verdict = judgeCompared(run, proving.length, { mayBeEmpty });
    // A total that neither side has was asked for, and not compared.
    return verdict === 'match' && known.length < run.aggregates.length ? 'inconclusive' : verdict;
  },
  describe: ({ aggregates }) =>
    `${counted(aggregates.length, 'total')}${aggregates.every(isZero) ? ', 0 on both sides' : ' compared'}`,
  /** Of two figures for one total nobody knows which one holds. */
  findProblems({ aggregates }) {
    const seen = new Set<string>();
    return aggregates.flatMap((total, i) => {
      const name = nameOfTotal(total);
      const isTwice = seen.has(name);
      seen.add(name);
      return isTwice ? [{ pointer: `/aggregates/${i}`, message: `${name} is listed twice` }] : [];
    });
  },
  claims({ aggregates }) {
    // 0 on both sides is what there is of nothing.
    const units = aggregates.filter((total) => isKnown(total) && !isZero(total)).length;
    return [{ pointer: '/aggregates', units, unit: 'total' }];
  },
  looked: ({ coverage }) => [['row', coverage.compared]],
  items: {
    noun: 'total',
    of: ({ aggregates }, mayBeEmpty) =>
      aggregates
        .filter((total) => provesTotal(total, mayBeEmpty))
        .map((total) => ({ name: nameOfTotal(total), found: totalDiffers(total) ? 'differed' : null })),
  },
  next: {
    text: ['compared', 'total', 'that an earlier run held, those that are 0 left out'],
    units({ aggregates }, mayBeEmpty) {
      const { length } = aggregates.filter((total) => provesTotal(total, mayBeEmpty));
      return { looked: length, there: length, isAsked: length > 0 };
    },
  },
  findings({ aggregates }) {
    const differ = aggregates.filter(totalDiffers).map(nameOfTotal);
    return [...new Set(differ)].map((name) => foundOf('aggregate', name, 1));
  },
  trace(run, group, window) {
    if (group.class !== 'aggregate') return 'cannot_say';
    const same = run.aggregates.filter((total) => nameOfTotal(total) === group.field);
    if (same.some(totalDiffers)) return 'still_there';
    return same.some(isKnown) && looksAtAll(run, window) ? 'none_left' : 'cannot_say';
  },
  provable({ aggregates }, mayBeEmpty) {
    const proving = aggregates.filter((total) => provesTotal(total, mayBeEmpty));
    return [{ class: 'aggregate', fields: [...new Set(proving.map(nameOfTotal))] }];
  },
};
