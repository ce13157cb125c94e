import { metricOf } from '../../criteria/registry.ts';
import { calendarEntrySchema } from '../../part/calendar-entry.ts';
import { isSame } from '../../plan/diff-plan.ts';
import type { Effect, Standing } from './effect.ts';
import { asksForAll } from './effect-of-dataset.ts';

/** A window of the calendar. */
export function effectOfWindow(before: unknown, after: unknown, { approved, windows }: Standing): Effect {
  const [was, is] = [before, after].map((item) => (item === null ? null : calendarEntrySchema.parse(item)));
  const kinds = new Set([was, is].flatMap((entry) => entry?.kind ?? []));
  const [kind] = kinds;
  if (kinds.size !== 1) return 'waits';
  const unchanged = was && is && isSame({ ...was, reason: '' }, { ...is, reason: '' });
  switch (kind) {
    case 'holiday':
      return 'harmless';
    case 'maintenance':
      // Until somebody approves it as it stands it leaves out nothing.
      return was && windows.has(was.name) ? 'waits' : 'harmless';
    case 'freeze':
      if (unchanged) return 'harmless';
      return is && (!was || covers(is, was)) ? 'tightens' : 'waits';
    case 'month_end': {
      if (unchanged) return 'harmless';
      const counting = approved.criteria.filter(({ metric }) => metricOf(metric).counts === 'cells');
      return is && !was && counting.every(asksForAll) ? 'tightens' : 'waits';
    }
    default:
      return 'waits';
  }
}

type Span = { from: string; to: string };

const covers = (is: Span, was: Span): boolean =>
  Date.parse(is.from) <= Date.parse(was.from) && Date.parse(is.to) >= Date.parse(was.to);
