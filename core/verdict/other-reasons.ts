import type { ChangeSubject } from '../criteria/open-loosenings.ts';
import { counted, listed } from '../format/count.ts';
import type { EnteredWindow } from '../plan/facts.ts';
import { openFreeze } from '../plan/freeze.ts';
import { changesInFreeze, type SchemaChange } from '../plan/schema-changes.ts';
import type { Blocker } from './schema.ts';

/** A change after the start that makes a criterion easier to meet or asks less of a dataset, and that no second person has approved. */
export type OpenLoosening = {
  subject: ChangeSubject;
  key: string;
  at: string;
  by: string;
  reason: string;
};

type Given = {
  windows: readonly Pick<EnteredWindow, 'entry'>[];
  loosened: readonly OpenLoosening[];
  /** Differences of schemas that are open. */
  schemaChanges?: readonly SchemaChange[];
  now: Date;
};

/** What stands in the way besides criteria. A loosening nobody approved, or a schema changed in a freeze, leaves at best a conditional go. */
export function otherReasons({ windows, loosened, schemaChanges = [], now }: Given): Blocker[] {
  const freeze = openFreeze(windows, now);
  const inOrder = loosened.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const [first] = inOrder;
  const byKey = [...new Map(inOrder.map((one) => [`${one.subject} ${one.key}`, one])).values()];
  const changed = changesInFreeze(windows, schemaChanges);
  const [earliest] = changed;
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
    ...(earliest
      ? [
          {
            criterionId: null,
            standing: 'schema_changed' as const,
            blocking: false,
            headline: `${counted(changed.length, 'schema change was', 'schema changes were')} seen in the freeze ${earliest.freeze}`,
            detail: listed(changed.map(({ number, title }) => `D-${number} ${title}`)),
            gap: 'until it is gone',
            ownerTeam: null,
            since: earliest.seenAt,
            link: { page: 'discrepancies' as const, datasetId: earliest.datasetId },
          },
        ]
      : []),
    ...(first
      ? [
          {
            criterionId: null,
            standing: 'unapproved' as const,
            blocking: false,
            headline: `${loosenedText(byKey)} loosened and nobody else approved it`,
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

/** "2 criteria and 1 dataset were" */
function loosenedText(loosened: readonly OpenLoosening[]): string {
  const of = (subject: ChangeSubject) => loosened.filter((one) => one.subject === subject).length;
  const [criteria, datasets] = [of('criterion'), of('dataset')];
  const parts = [
    ...(criteria > 0 ? [counted(criteria, 'criterion', 'criteria')] : []),
    ...(datasets > 0 ? [counted(datasets, 'dataset')] : []),
  ];
  return `${parts.join(' and ')} ${loosened.length === 1 ? 'was' : 'were'}`;
}
