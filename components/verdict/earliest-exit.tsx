import type { GoNoGo } from '#core/verdict/schema.ts';
import { formatCounted } from '#lib/format/count.ts';
import { formatDay } from '#lib/format/instant.ts';
import { LOCALE } from '#lib/format/locale.ts';

/** The first day a go is possible, what that date rests on, and what it does not promise. */
export function EarliestExit({ data }: { data: GoNoGo }) {
  const { title, basis } = exitOf(data);
  const rest = missingBesideStreak(data);
  return (
    <div className="px-4 py-5 lg:px-6">
      <p className="text-ink-3">{data.verdict === 'go' ? 'Exit' : 'Earliest exit, if nothing else breaks'}</p>
      <p className="mt-0.5 mb-1 text-2xl font-[650] tracking-[-0.02em]">{title}</p>
      <p className="text-ink-2">{basis}</p>
      {rest && <p className="mt-1.5 text-ink-2">{rest}</p>}
    </div>
  );
}

function exitOf({ verdict, streak, blockers }: GoNoGo): { title: string; basis: string } {
  if (verdict === 'go') return { title: 'Now', basis: 'Every blocking criterion is met by fresh evidence.' };
  if (verdict === 'conditional_go') {
    return {
      title: 'Now, with conditions',
      basis: 'Nothing blocks; what is waived or only advised stays listed below.',
    };
  }
  if (!streak) {
    return {
      title: blockers.length > 0 ? 'As soon as the list below is empty' : 'No date yet',
      basis: 'No criterion asks for a number of clean days, so there is no date to count to.',
    };
  }
  const missing = streak.neededDays - streak.cleanDays;
  if (missing <= 0) {
    return { title: 'As soon as the list below is empty', basis: `All ${streak.neededDays} clean days are there.` };
  }
  if (streak.earliestDate === null) {
    return {
      title: 'No date yet',
      basis: `${streak.cleanDays} of ${streak.neededDays} clean days. The count starts with the first day on which every check has a result and no critical discrepancy is open.`,
    };
  }
  return {
    title: formatDay(streak.earliestDate, 'long'),
    basis: `${streak.cleanDays} of ${streak.neededDays} clean days; ${formatCounted(missing, 'more day')} without a critical discrepancy and without a silent check lead to this date.`,
  };
}

function missingBesideStreak({ verdict, criteria }: GoNoGo): string | null {
  if (verdict !== 'no_go') return null;
  const others = criteria.filter(
    (criterion) =>
      criterion.blocking &&
      criterion.metric !== 'critical_free_streak' &&
      (criterion.result.outcome === 'not_met' || criterion.result.outcome === 'unknown'),
  );
  if (others.length === 0) return null;
  const names = others.map((criterion) => criterion.name.toLowerCase());
  return `Still missing, and not part of this date: ${new Intl.ListFormat(LOCALE, { type: 'conjunction' }).format(names)}.`;
}
