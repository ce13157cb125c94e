import { DAY_MS } from '#core/time/units.ts';
import { legacyTime } from './legacy-value.ts';
import type { Random } from './random.ts';
import { brandBacks, brandFronts, campaigns, countries, firstNames, lastNames, legalForms } from './word-lists.ts';

export const TIERS = [
  { code: 'BRZ', percent: 22.5, weight: 60 },
  { code: 'SLV', percent: 27.5, weight: 28 },
  { code: 'GLD', percent: 35, weight: 12 },
] as const;

/** Without accents and blanks, for addresses. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase();
}

export function makePartners(random: Random, count: number, now: number) {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    let brand = '';
    do brand = `${random.pick(brandFronts)} ${random.pick(brandBacks)}`;
    while (taken.has(brand));
    taken.add(brand);
    const contact = random.chance(0.08) ? null : `${random.pick(firstNames)} ${random.pick(lastNames)}`;
    const tier = random.weighted(TIERS.map((t) => [t, t.weight] as const));
    // Contracts go back years; numbers were handed out in order of signing.
    const created = now - Math.round(((count - index) / count) * 3_600 * DAY_MS * random.next() + 90 * DAY_MS);
    return {
      PTNR_NO: 1_000 + index,
      PTNR_NM: brand + random.pick(legalForms),
      CNTCT_NM: contact,
      E_MAIL: `${contact ? slug(contact) : 'affiliates'}@${slug(brand)}.example`,
      CTRY: random.weighted(countries),
      TIER_CD: tier.code,
      COMM_PCT: tier.percent,
      ACTV: random.chance(0.93) ? 1 : 0,
      CRE_TS: legacyTime(created),
      UPD_TS: legacyTime(created + Math.round(random.next() * (now - created))),
    };
  });
}
export type PartnerRow = ReturnType<typeof makePartners>[number];

export function makeSubPartners(random: Random, partners: readonly PartnerRow[], now: number) {
  return partners.flatMap((partner) =>
    Array.from(
      {
        length: random.weighted([
          [0, 25],
          [1, 20],
          [2, 18],
          [3, 14],
          [5, 13],
          [8, 10],
        ] as const),
      },
      (_, index) => ({
        PTNR_NO: partner.PTNR_NO,
        SUB_NO: index + 1,
        SUB_NM: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
        SHR_PCT: random.pick([2, 2.5, 3.75, 5]),
        ACTV: random.chance(0.9) ? 1 : 0,
        CRE_TS: legacyTime(now - Math.round((random.next() * 400 + 88) * DAY_MS)),
      }),
    ),
  );
}
export type SubPartnerRow = ReturnType<typeof makeSubPartners>[number];

/** An upper-case GUID, as the tracking software of the time wrote them. */
export function makeGuid(random: Random): string {
  const hex = Array.from({ length: 4 }, () => random.int(0, 0xffff_ffff).toString(16).padStart(8, '0')).join('');
  const guid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  return guid.toUpperCase();
}

export function makeLinks(
  random: Random,
  partners: readonly PartnerRow[],
  subPartners: readonly SubPartnerRow[],
  count: number,
  now: number,
) {
  const subsOf = Map.groupBy(subPartners, (sub) => sub.PTNR_NO);
  return Array.from({ length: count }, () => {
    // A few partners bring most of the traffic: squaring leans towards the older, lower numbers.
    const partner = partners[Math.floor(random.next() ** 2 * partners.length)] ?? random.pick(partners);
    const subs = subsOf.get(partner.PTNR_NO) ?? [];
    const campaign = random.pick(campaigns);
    return {
      LNK_GUID: makeGuid(random),
      PTNR_NO: partner.PTNR_NO,
      SUB_NO: subs.length > 0 && random.chance(0.4) ? random.pick(subs).SUB_NO : null,
      CMPGN: campaign,
      TGT_URL: `https://play.example.com/${partner.CTRY.toLowerCase()}/${campaign}`,
      ACTV: random.chance(0.95) ? 1 : 0,
      CRE_TS: legacyTime(now - Math.round((random.next() * 300 + 86) * DAY_MS)),
    };
  });
}
export type LinkRow = ReturnType<typeof makeLinks>[number];
