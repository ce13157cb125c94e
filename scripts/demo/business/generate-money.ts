import { DAY_MS, HOUR_MS } from '#core/time/units.ts';
import { commissionHalfUp } from './commission.ts';
import type { PartnerRow, SubPartnerRow } from './generate-partners.ts';
import type { DepositRow } from './generate-traffic.ts';
import { centsOf, instantOf, legacyTime } from './legacy-value.ts';

/** What one deposit earns: level 1 for the partner whose link was clicked, level 2 for the sub-partner behind it. */
export function makeCommissions(
  deposit: DepositRow,
  partner: Pick<PartnerRow, 'PTNR_NO'> & { COMM_PCT: number },
  subPartner: Pick<SubPartnerRow, 'SUB_NO' | 'SHR_PCT'> | undefined,
) {
  const earners = [
    { level: 1, subNo: null, percent: partner.COMM_PCT },
    ...(subPartner ? [{ level: 2, subNo: subPartner.SUB_NO, percent: subPartner.SHR_PCT }] : []),
  ];
  return earners.map(({ level, subNo, percent }) => ({
    DEPO_NO: deposit.DEPO_NO,
    LVL: level,
    PTNR_NO: partner.PTNR_NO,
    SUB_NO: subNo,
    BASE_AMT: deposit.AMT,
    PCT: percent,
    AMT: commissionHalfUp(centsOf(deposit.AMT), centsOf(percent)) / 100,
    CRE_TS: deposit.DEPO_TS,
  }));
}
export type CommissionRow = ReturnType<typeof makeCommissions>[number];

/** `2026-11-16`: the Monday that starts the week, which is how payment periods are named. */
export function periodOf(epochMs: number): string {
  const sinceMonday = (new Date(epochMs).getUTCDay() + 6) % 7;
  return new Date(epochMs - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}

/** When the weekly payment run of a period starts: the Monday after, in the morning. */
function paymentRunAt(period: string): number {
  return Date.parse(`${period}T06:00:00Z`) + 7 * DAY_MS;
}

/** One weekly payout per partner that earned something, for the periods whose payment run has been; money arrives a day later. */
export function makePayouts(commissions: readonly CommissionRow[], now: number) {
  const sums = new Map<string, { partnerNo: number; period: string; cents: number }>();
  for (const commission of commissions) {
    const period = periodOf(instantOf(commission.CRE_TS));
    const key = `${commission.PTNR_NO} ${period}`;
    const sum = sums.get(key) ?? { partnerNo: commission.PTNR_NO, period, cents: 0 };
    sum.cents += centsOf(commission.AMT);
    sums.set(key, sum);
  }
  return [...sums.values()]
    .filter(({ period }) => paymentRunAt(period) < now)
    .map(({ partnerNo, period, cents }) => {
      const madeAt = paymentRunAt(period);
      const paidAt = madeAt + 26 * HOUR_MS;
      return makePayout(partnerNo, period, 1, cents, madeAt, paidAt < now ? paidAt : null);
    });
}

export function makePayout(
  partnerNo: number,
  period: string,
  seqNo: number,
  cents: number,
  madeAt: number,
  paidAt: number | null,
) {
  return {
    PTNR_NO: partnerNo,
    PERIOD: period,
    SEQ_NO: seqNo,
    AMT: cents / 100,
    PAID: paidAt === null ? 0 : 1,
    PAY_TS: paidAt === null ? null : legacyTime(paidAt),
    CRE_TS: legacyTime(madeAt),
  };
}
