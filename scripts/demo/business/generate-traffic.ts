import { createHash } from 'node:crypto';
import { DAY_MS } from '#core/time/units.ts';
import type { LinkRow } from './generate-partners.ts';
import { slug } from './generate-partners.ts';
import { legacyTime } from './legacy-value.ts';
import type { Random } from './random.ts';
import { adNetworks, countries, firstNames, lastNames, paymentMethods, userAgents } from './word-lists.ts';

/** How far the history goes back. */
export const HISTORY_DAYS = 84;
/** Share of a day's traffic by local hour: quiet at night, busiest in the evening. */
const hourWeights = [3, 2, 1, 1, 1, 2, 3, 4, 5, 5, 5, 6, 7, 6, 5, 6, 7, 8, 10, 12, 12, 10, 7, 5];
const hours = hourWeights.map((weight, hour) => [hour, weight] as const);

/** `count` moments in order; the history ends a day before `now`, so that nothing that follows from them lies in the future. */
export function moments(random: Random, count: number, now: number): number[] {
  const end = (Math.floor(now / DAY_MS) - 1) * DAY_MS;
  return Array.from({ length: count }, () => {
    const day = end - random.int(1, HISTORY_DAYS) * DAY_MS;
    return day + (random.weighted(hours) * 3_600 + random.int(0, 3_599)) * 1_000;
  }).sort((a, b) => a - b);
}

type ClickedLink = Pick<LinkRow, 'LNK_GUID' | 'PTNR_NO' | 'SUB_NO' | 'CMPGN' | 'TGT_URL'>;

/** One click. `tracker` is the machine that took it; T4 is the one with the wrong clock zone in the target. */
export function makeClick(random: Random, link: ClickedLink, number: number, at: number) {
  const agent = random.weighted(userAgents);
  const network = random.pick(adNetworks);
  const sub = link.SUB_NO === null ? '' : `&sub=${link.SUB_NO}`;
  return {
    CLK_NO: number,
    LNK_GUID: link.LNK_GUID,
    SRV_CD: random.weighted([
      ['T1', 40],
      ['T2', 33],
      ['T3', 26],
      ['T4', 1],
    ] as const),
    CLK_TS: legacyTime(at),
    IP_HASH: createHash('sha256')
      .update(`visitor ${random.int(1, 40_000)}`)
      .digest()
      .subarray(0, 12),
    UA: agent,
    LND_URL: `${link.TGT_URL}?aff=${link.PTNR_NO}${sub}&utm_source=${network}&utm_campaign=${link.CMPGN}&click=${number}`,
    BOT: agent.startsWith('linkcheck') ? 1 : 0,
    INS_TS: legacyTime(at + random.int(0, 2) * 1_000),
  };
}

export function makeRegistration(random: Random, click: { CLK_NO: number }, number: number, at: number) {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const born = new Date(Date.UTC(random.int(1951, 2005), random.int(0, 11), random.int(1, 28)));
  return {
    REG_NO: number,
    CLK_NO: click.CLK_NO,
    E_MAIL: `${slug(name)}.${number}@mail.example`,
    BIRTH_DT: born.toISOString().slice(0, 10),
    CTRY: random.weighted(countries),
    NEWSL: random.chance(0.37) ? 1 : 0,
    REG_TS: legacyTime(at),
    LAST_LGN_TS: random.chance(0.2) ? null : legacyTime(at + random.int(60, 80_000) * 1_000),
  };
}

/** The buttons of the cashier; the other deposits are typed in. */
const usualCents = [
  [1_000, 24],
  [2_000, 28],
  [4_000, 12],
  [5_000, 22],
  [10_000, 10],
  [25_000, 4],
] as const;

export function depositCents(random: Random): number {
  if (random.chance(0.72)) return random.weighted(usualCents);
  return random.int(1_000, 9_999) + (random.chance(0.2) ? random.int(0, 40_000) : 0);
}

export function makeDeposit(random: Random, registration: { REG_NO: number }, number: number, at: number) {
  return {
    DEPO_NO: number,
    REG_NO: registration.REG_NO,
    AMT: depositCents(random) / 100,
    METH: random.weighted(paymentMethods),
    DEPO_TS: legacyTime(at),
  };
}
export type DepositRow = ReturnType<typeof makeDeposit>;
