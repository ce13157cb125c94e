import { counted, listed } from '../format/count.ts';
import type { EnteredWindow } from '../plan/facts.ts';
import { openFreeze } from '../plan/freeze.ts';
import type { Blocker } from './schema.ts';

/** A change of a criterion after the start that makes it easier to meet, and that no second person has approved. */
export type OpenLoosening = { criterionId: string; key: string; at: string; by: string; reason: string };

type Given = { windows: readonly Pick<EnteredWindow, 'entry'>[]; loosened: readonly OpenLoosening[]; now: Date };

/** What stands in the way besides criteria. A loosening nobody approved leaves at best a conditional go. */
export function otherReasons({ windows, loosened, now }: Given): Blocker[] {
  const freeze = openFreeze(windows, now);
  const inOrder = loosened.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const [first] = inOrder;
  const byKey = [...new Map(inOrder.map((one) => [one.key, one])).values()];
  return [
    ...(freeze
      ? [
          {
            criterionId: null,
            standing: 'frozen' as const,
            blocking: true,
            headline: `Changes are frozen: ${freeze.name}`,
            detail: freeze.reason,
            gap: `until ${new Date(freeze.to).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
            ownerTeam: null,
            since: freeze.from,
            link: { page: 'plan' as const, datasetId: null },
          },
        ]
      : []),
    ...(first
      ? [
          {
            criterionId: null,
            standing: 'unapproved' as const,
            blocking: false,
            headline: `${counted(byKey.length, 'criterion was', 'criteria were')} loosened and nobody else approved it`,
            detail: listed(byKey.map(({ key, by }) => `${key} by ${by}`)),
            gap: 'needs a second person',
            ownerTeam: null,
            since: first.at,
            link: { page: 'criteria' as const, datasetId: null },
          },
        ]
      : []),
  ];
}
