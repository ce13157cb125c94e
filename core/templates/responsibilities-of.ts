import type { PlanDocumentInput } from '../plan/document.ts';
import type { Template } from './template.ts';

type Responsibility = NonNullable<PlanDocumentInput['responsibilities']>[number];

/** The RACI matrix that follows from who is accountable: one row for each phase, criterion and scenario. */
export function responsibilitiesOf({ teams, phases, criteria, scenarios }: Template): Responsibility[] {
  const deputies = new Map(teams.map(({ name, deputy }) => [name, deputy]));
  const row = (name: string, accountable: string, more: Partial<Responsibility> = {}): Responsibility => ({
    name,
    accountable,
    // A role is stood in for by the other one.
    deputy: deputies.get(accountable) ?? (accountable === 'Sponsor' ? 'Migration lead' : 'Sponsor'),
    ...more,
  });
  const all = teams.map(({ name }) => name);
  return [
    ...phases.map(({ name, accountable, responsible }) =>
      row(`phase ${name}`, accountable, {
        responsible,
        consulted: all.filter((team) => team !== accountable && !responsible.includes(team)),
        informed: accountable === 'Sponsor' ? [] : ['Sponsor'],
      }),
    ),
    ...criteria.map(({ key, ownerTeam }) =>
      row(`criterion ${key}`, ownerTeam, { responsible: [ownerTeam], informed: ['Migration lead'] }),
    ),
    ...scenarios.map(({ name, team }) =>
      row(`scenario ${name}`, team, { responsible: [team], informed: ['Migration lead'] }),
    ),
  ];
}
