/** Raw material for names. All of it is made up; addresses use the domains reserved for examples. */
function list(text: string): string[] {
  return text.trim().split(/\s*,\s*/);
}

export const firstNames = list(`
  Amara, Anna, Bongani, Camille, Carlos, Chloé, Daniel, Elif, Emma, Farid, Freya, Giulia, Hannah, Ingrid, Jabu, Jan, Johan,
  Katarína, Lerato, Liam, Lucía, Mateo, Mia, Naledi, Noah, Nomsa, Oskar, Pieter, Priya, Rosa, Sipho, Sofia, Søren, Thandi,
  Tomasz, Yusuf, Zanele, Zoë`);

export const lastNames = list(`
  Adams, Almeida, Bakker, Botha, Costa, Dlamini, Eriksen, Fischer, García, Hansen, Ivanova, Jacobs, Khumalo, Kowalski, Laurent,
  Mbeki, Meyer, Moreau, Müller, Naidoo, Ncube, Nel, Novák, O'Brien, Petrov, Pillay, Rossi, Santos, Sithole, Smit, Steyn, Tan,
  van Wyk, Visser, Weber, Zulu`);

export const brandFronts = list(`
  Amber, Arc, Baobab, Blue Crane, Bright, Cape, Cedar, Copper, Delta, Echo, Fynbos, Granite, Harbour, Indigo, Juniper, Karoo,
  Lantern, Meridian, North, Orbit, Protea, Quartz, River, Savanna, Signal, Table Bay, Umber, Velvet, Willow, Zenith`);

export const brandBacks = list(`
  Affiliates, Audience, Click Lab, Compare, Digital, Growth, Guides, Leads, Media, Network, Partners, Performance, Picks,
  Publishing, Reach, Review, Traffic`);

export const legalForms = ['', '', '', ' Ltd', ' (Pty) Ltd', ' GmbH', ' B.V.', ' S.L.'];

export const campaigns = list(`
  welcome, spring-cup, weekend-boost, app-install, high-roller, newsletter, tipster-blog, comparison, derby-day, cashback,
  refer-a-friend, podcast, late-night`);

export const adNetworks = list('search, social, display, native, mail');

/** `ZA 44, GB 12`: words with weights. */
function weighted(text: string): Array<readonly [string, number]> {
  return list(text).map((entry) => {
    const [word = '', weight] = entry.split(' ');
    return [word, Number(weight)] as const;
  });
}

export const countries = weighted('ZA 44, GB 12, DE 9, NL 8, PT 6, ES 6, IE 5, PL 4, SE 3, NA 3');
export const paymentMethods = weighted('CARD 52, EFT 24, WALLET 17, VOUCHER 7');

export const userAgents = [
  ['Phone/14.2 (AndroidLike 15; Tablet no) Browse/131.4', 46],
  ['Phone/18.1 (PhoneOS 18_1; Handset) Voyage/604.1', 31],
  ['Desk/10.0 (Desktop; x64) Browse/131.0', 14],
  ['Desk/15.1 (Desktop; arm64) Voyage/619.2', 6],
  ['', 2],
  ['linkcheck/2.1 (+https://linkcheck.example.org/bot)', 1],
] as const;
