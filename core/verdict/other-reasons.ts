import type { EnteredWindow } from '../evidence/plan-facts.ts';
import { counted, listed } from '../format/count.ts';
import { dateText } from '../format/date.ts';
import { currentPhase, type PhaseState } from '../phase/phase-states.ts';
import { openFreeze } from '../plan/freeze.ts';
import { changesInFreeze, type SchemaChange } from '../plan/schema-changes.ts';
import { cutOffMs } from '../time/day.ts';
import { isoOf, msOf } from '../time/instant.ts';
import { utcMinute } from '../time/utc-minute.ts';
import type { Blocker } from './schema.ts';

/** What a go was made conditional on, and nobody has marked as done. `decision`: its number. `dueOn`: a day in the migration's zone. */
export type OpenCondition = { decision: number; text: string; owner: string; dueOn: string; decidedAt: string };

type GateInputs = {
  windows: readonly Pick<EnteredWindow, 'entry'>[];
  /** Differences of schemas that are open. */
  schemaChanges?: readonly SchemaChange[];
  conditions?: readonly OpenCondition[];
  /** Where the migration stands, and at which gate it is judged. */
  phases?: readonly PhaseState[];
  gate?: string | null;
  timeZone: string;
  now: Date;
};

/**
 * What stands in the way besides criteria. An open freeze, a gate whose turn it is not, and an overdue condition block. What leaves at best a
 * conditional go: a condition that is not due yet, a loosening nobody approved, a schema changed in a freeze.
 */
export function otherReasons(given: GateInputs): Blocker[] {
  return [...tooEarly(given), ...frozen(given), ...openConditions(given), ...changedInFreeze(given)];
}

const besides = { criterionId: null, ownerTeam: null };

/** A phase begins when a decision has left the one before it: until then nothing at its own gate can be gone through. */
function tooEarly({ phases = [], gate }: GateInputs): Blocker[] {
  const [asked, current] = [phases.find(({ name }) => name === gate), currentPhase(phases)];
  if (asked?.state !== 'ahead' || !current) return [];
  return [
    {
      ...besides,
      standing: 'too_early',
      blocking: true,
      headline: `The phase ${current.name} comes first`,
      detail: 'no decision has left it yet',
      gap: `needs a go at the gate of ${current.name}`,
      since: null,
      link: { page: 'decisions', datasetId: null },
    },
  ];
}

function frozen({ windows, now }: GateInputs): Blocker[] {
  const freeze = openFreeze(windows, now);
  if (!freeze) return [];
  return [
    {
      ...besides,
      standing: 'frozen',
      blocking: true,
      headline: `Changes are frozen: ${freeze.name}`,
      detail: freeze.reason,
      gap: `until ${utcMinute(msOf(freeze.to))}`,
      since: freeze.from,
      link: { page: 'plan', datasetId: null },
    },
  ];
}

/** A condition has until the end of its day. */
function openConditions({ conditions = [], timeZone, now }: GateInputs): Blocker[] {
  const dueMs = ({ dueOn }: OpenCondition) => cutOffMs(dueOn, timeZone);
  const inOrder = conditions.toSorted((a, b) => dueMs(a) - dueMs(b));
  const [late, open] = [true, false].map((is) => inOrder.filter((one) => dueMs(one) <= now.getTime() === is));
  const link = { page: 'decisions' as const, datasetId: null };
  const said = (some: readonly OpenCondition[]) => ({
    detail: listed(
      some.map(({ decision, text, owner, dueOn }) => `G-${decision} ${text} (${owner}, ${dateText(dueOn)})`),
    ),
    link,
  });
  const one = (some: readonly OpenCondition[] = []) => (some.length === 1 ? (some[0]?.owner ?? null) : null);
  const [first, next] = [late?.[0], open?.[0]];
  return [
    ...(late && first
      ? [
          {
            ...besides,
            ...said(late),
            standing: 'condition_overdue' as const,
            blocking: true,
            headline: `${counted(late.length, 'condition of an earlier go is', 'conditions of an earlier go are')} overdue`,
            gap: 'has to be done, and marked as done',
            ownerTeam: one(late),
            since: isoOf(dueMs(first)),
          },
        ]
      : []),
    ...(open && next
      ? [
          {
            ...besides,
            ...said(open),
            standing: 'condition_open' as const,
            blocking: false,
            headline: `${counted(open.length, 'condition of an earlier go is', 'conditions of an earlier go are')} open`,
            gap: `by ${dateText(next.dueOn)}`,
            ownerTeam: one(open),
            since: next.decidedAt,
          },
        ]
      : []),
  ];
}

function changedInFreeze({ windows, schemaChanges = [] }: GateInputs): Blocker[] {
  const changed = changesInFreeze(windows, schemaChanges);
  const [earliest] = changed;
  if (!earliest) return [];
  return [
    {
      ...besides,
      standing: 'schema_changed',
      blocking: false,
      headline: `${counted(changed.length, 'schema change was', 'schema changes were')} seen in the freeze ${earliest.freeze}`,
      detail: listed(changed.map(({ number, title }) => `D-${number} ${title}`)),
      gap: 'until it is gone',
      since: earliest.seenAt,
      link: { page: 'discrepancies', datasetId: earliest.datasetId },
    },
  ];
}
