import { makeCommissions, makePayouts } from './generate-money.ts';
import { makeLinks, makePartners, makeSubPartners } from './generate-partners.ts';
import { makeClick, makeDeposit, makeRegistration, moments } from './generate-traffic.ts';
import { instantOf } from './legacy-value.ts';
import { Random } from './random.ts';

/** How much history there is; `factor` 1 is about 40,000 rows, less is for tests. */
const SIZE = { partners: 180, links: 1_200, clicks: 20_000, registrations: 2_800, deposits: 5_600 };

/**
 * Twelve weeks of an affiliate business that ends a day before `now`, as the legacy system stores it. The same seed and
 * the same `now` give the same rows.
 */
export function generateBusiness(seed: string, now: number, factor = 1) {
  const size = (rows: number) => Math.ceil(rows * factor);
  const stream = (name: string) => new Random(`${seed}/${name}`);

  const partners = makePartners(stream('partners'), size(SIZE.partners), now);
  const subPartners = makeSubPartners(stream('sub-partners'), partners, now);
  const links = makeLinks(stream('links'), partners, subPartners, size(SIZE.links), now);

  const clicking = stream('clicks');
  const clicks = moments(clicking, size(SIZE.clicks), now).map((at, index) =>
    makeClick(clicking, clicking.pick(links), 700_001 + index, at),
  );

  const registering = stream('registrations');
  const people = clicks.filter((click) => click.BOT === 0);
  const every = people.length / size(SIZE.registrations);
  const registrations = Array.from({ length: size(SIZE.registrations) }, (_, index) => {
    const click = people[Math.floor(index * every)] ?? registering.pick(people);
    return makeRegistration(
      registering,
      click,
      50_001 + index,
      instantOf(click.CLK_TS) + registering.int(40, 900) * 1_000,
    );
  });

  const depositing = stream('deposits');
  const deposits = moments(depositing, size(SIZE.deposits), now).map((at, index, all) => {
    // Only who has registered by then can deposit; registrations are in order of time.
    const known = Math.max(1, Math.floor((registrations.length * index) / all.length));
    const registration = registrations[depositing.int(0, known - 1)] ?? depositing.pick(registrations);
    return makeDeposit(depositing, registration, 310_001 + index, at);
  });

  const clickOf = new Map(clicks.map((click) => [click.CLK_NO, click]));
  const registrationOf = new Map(registrations.map((registration) => [registration.REG_NO, registration]));
  const linkOf = new Map(links.map((link) => [link.LNK_GUID, link]));
  const partnerOf = new Map(partners.map((partner) => [partner.PTNR_NO, partner]));
  const subOf = new Map(subPartners.map((sub) => [`${sub.PTNR_NO}/${sub.SUB_NO}`, sub]));
  const commissions = deposits.flatMap((deposit) => {
    const click = clickOf.get(registrationOf.get(deposit.REG_NO)?.CLK_NO ?? 0);
    const link = linkOf.get(click?.LNK_GUID ?? '');
    const partner = partnerOf.get(link?.PTNR_NO ?? 0);
    return link && partner ? makeCommissions(deposit, partner, subOf.get(`${link.PTNR_NO}/${link.SUB_NO}`)) : [];
  });

  return {
    PTNR: partners,
    SUB_PTNR: subPartners,
    LNK: links,
    CLK: clicks,
    REGIS: registrations,
    DEPO: deposits,
    COMM: commissions,
    PAYOT: makePayouts(commissions, now),
  };
}
export type Business = ReturnType<typeof generateBusiness>;
export type LegacyTable = keyof Business;
