import { trendDays } from '#core/criteria/trend.ts';
import type { Evidence } from '#core/evidence/rollup.ts';
import { worstRowMatchRate } from '#core/evidence/row-match-rate.ts';
import { ratioText } from '#core/format/ratio.ts';
import type { PortfolioRow } from '#core/portfolio/schema.ts';
import { cutOffMs } from '#core/time/day.ts';
import { isoOf, msOf } from '#core/time/instant.ts';
import type { Verdict } from '#core/verdict/schema.ts';
import type { Judgement } from '../verdict/judge-migration.ts';

type RowInputs = {
  migration: PortfolioRow['migration'];
  judgement: Judgement;
  open: { open: number; openCritical: number };
  outlook: Pick<PortfolioRow, 'phase' | 'costPerDay' | 'committedOn' | 'forecast' | 'accountable'>;
  now: Date;
};

/** Room for a ratio as decimal text of the wire. */
const RATIO_DIGITS = 20;
const TREND_POINTS = 30;

export function presentRow({ migration, judgement, open, outlook, now }: RowInputs): PortfolioRow {
  const { evidence, decision } = judgement;
  const fieldLevel = evidence.checks.filter(({ kind }) => kind === 'field_level');
  const rate = worstRowMatchRate(fieldLevel.flatMap(({ latest }) => latest ?? []));
  const newest = evidence.checks.flatMap(({ latest }) => (latest ? [msOf(latest.receivedAt)] : []));
  return {
    migration,
    verdict: decision.verdict,
    blockers: decision.blockers.filter(({ blocking }) => blocking).length,
    stale: decision.blockers.filter(({ standing }) => standing === 'stale' || standing === 'untested').length,
    firstBlocker: decision.blockers[0] ?? null,
    waiting: judgement.waiting?.changes.length ?? 0,
    matchRate: rate?.toDecimalPlaces(RATIO_DIGITS, 1).toFixed() ?? null,
    matchRateText: rate && ratioText(rate, { failing: 'down' }),
    matchTrend: matchTrendOf(evidence, now),
    openDiscrepancies: open.open,
    openCritical: open.openCritical,
    newestEvidenceAt: newest.length === 0 ? null : isoOf(Math.max(...newest)),
    ...outlook,
  };
}

/** Worst row match rate of each day's newest field-level runs. */
function matchTrendOf(evidence: Evidence, now: Date): PortfolioRow['matchTrend'] {
  const checks = evidence.checks.filter(({ kind }) => kind === 'field_level');
  return trendDays(evidence, now)
    .slice(-TREND_POINTS)
    .map((date) => {
      const runs = checks.flatMap(({ days }) => days.find(({ day }) => day === date)?.figures.newest ?? []);
      const rate = worstRowMatchRate(runs);
      const at = isoOf(Math.min(cutOffMs(date, evidence.timeZone), now.getTime()));
      return { at, value: rate?.toDecimalPlaces(RATIO_DIGITS, 1).toFixed() ?? null };
    });
}

const order = { no_go: 0, conditional_go: 1, go: 2 } as const satisfies Record<Verdict, number>;

/** What needs attention first. Where nobody is looking outranks everything, green included. */
export function byNeed(a: PortfolioRow, b: PortfolioRow): number {
  return (
    Number(b.stale > 0) - Number(a.stale > 0) ||
    order[a.verdict] - order[b.verdict] ||
    b.blockers - a.blockers ||
    b.openCritical - a.openCritical ||
    (a.migration.name < b.migration.name ? -1 : 1)
  );
}
