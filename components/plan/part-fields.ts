import type { PlanPart } from '#core/part/plan-parts.ts';
import {
  authorityWords,
  calendarKindWords,
  costKindWords,
  decommissionKindWords,
  deferralKindWords,
  differenceWords,
  inventoryKindWords,
  perWords,
  ruleActionWords,
  triggerMetricWords,
} from './labels.ts';

/** Parts that are edited in the dialog: blackout windows and responsibilities have forms of their own. `settings`: what a plan says once. */
export type EditedPart = Exclude<PlanPart, 'blackouts' | 'responsibilities'> | 'settings';

/** How a field is typed and read. */
export type PartField = {
  /** Of the schema; of the settings the last step of its path. */
  name: string;
  label: string;
  hint?: string;
  kind:
    | 'text'
    | 'area'
    /** Several, one in each line. */
    | 'lines'
    /** Members of a cohort, one in each line: "ACME, 1". */
    | 'members'
    | 'integer'
    | 'decimal'
    | 'date'
    /** By the clock of the migration; `last`: of an hour that comes twice the later. */
    | 'first'
    | 'last'
    | 'checkbox'
    | 'choice'
    | 'team'
    | 'phase'
    | 'dataset';
  /** Of a choice: value and word. */
  options?: readonly (readonly [value: string, word: string])[];
  /** May be left empty. Texts may as the schema says. */
  optional?: boolean;
};

const name = (hint?: string): PartField => ({ name: 'name', label: 'Name', kind: 'text', hint });
const team: PartField = { name: 'team', label: 'Team', kind: 'team', optional: true };
const description: PartField = { name: 'description', label: 'Description', kind: 'area' };
const choice = (field: string, label: string, words: Readonly<Record<string, string>>): PartField => ({
  name: field,
  label,
  kind: 'choice',
  options: Object.entries(words),
});

/** The form of every part: what is asked, in this order. What is allowed says the schema of the part. */
export const partFields = {
  teams: [
    name('Finance, Platform'),
    { name: 'lead', label: 'Speaks for it', kind: 'text', hint: 'A person', optional: true },
    { name: 'validationLayer', label: 'Validates', kind: 'area', hint: 'Payouts and commissions to the cent' },
  ],
  phases: [
    name(),
    { name: 'goal', label: 'Goal', kind: 'area' },
    { name: 'plannedFrom', label: 'Planned from', kind: 'date', optional: true },
    { name: 'plannedTo', label: 'Planned to', kind: 'date', hint: 'The last day', optional: true },
    { name: 'entry', label: 'Before it begins', kind: 'lines', hint: 'One condition in each line' },
    {
      name: 'exit',
      label: 'At its end',
      kind: 'lines',
      hint: 'For information only. The gate’s criteria are evaluated',
    },
  ],
  inventory: [
    name('Monthly commission run'),
    choice('kind', 'Kind', inventoryKindWords),
    team,
    { name: 'critical', label: 'Critical', kind: 'checkbox', hint: 'To be documented before anything else counts' },
    description,
  ],
  scenarios: [
    name('Refund after payout'),
    { name: 'domain', label: 'Domain', kind: 'text', optional: true },
    team,
    {
      name: 'validDays',
      label: 'Holds for',
      kind: 'integer',
      hint: 'Days. Empty: until the next result',
      optional: true,
    },
    { ...description, hint: 'What to do, and what must come out' },
  ],
  cohorts: [
    name('Pilot partners'),
    { name: 'wave', label: 'Wave', kind: 'integer' },
    { name: 'pilot', label: 'Pilot', kind: 'checkbox', hint: 'Moves before everybody else' },
    description,
    {
      name: 'members',
      label: 'Members',
      kind: 'members',
      hint: 'One in each line, with a priority from 1 to 9: “ACME, 1”',
    },
  ],
  attestations: [
    name('Variances understood'),
    team,
    { name: 'validDays', label: 'Holds for', kind: 'integer', hint: 'Days. Empty: until withdrawn', optional: true },
    { name: 'statement', label: 'Statement', kind: 'area', hint: 'Shown beside the name of who said it' },
  ],
  workstreams: [
    name('Content migration'),
    team,
    { name: 'dueOn', label: 'Due on', kind: 'date', optional: true },
    { name: 'phase', label: 'Done for the gate of', kind: 'phase', optional: true },
    { name: 'costPerDay', label: 'Cost for each day late', kind: 'decimal', optional: true },
    description,
  ],
  communications: [
    name('What is said'),
    { name: 'audience', label: 'To whom', kind: 'text' },
    { name: 'channel', label: 'How', kind: 'text', hint: 'E-mail, call, portal' },
    { name: 'dueOn', label: 'On', kind: 'date', optional: true },
    team,
  ],
  decommission: [name(), choice('kind', 'Kind', decommissionKindWords), team, description],
  calendar: [
    name('Year-end freeze'),
    choice('kind', 'Kind', calendarKindWords),
    { name: 'from', label: 'From', kind: 'first' },
    { name: 'to', label: 'To', kind: 'last' },
    { name: 'reason', label: 'Reason', kind: 'area' },
  ],
  deferrals: [
    name(),
    choice('kind', 'Kind', deferralKindWords),
    { name: 'value', label: 'Value', kind: 'decimal', hint: 'How much of the business it is', optional: true },
    team,
    { name: 'untilOn', label: 'Until', kind: 'date', optional: true },
    { name: 'reason', label: 'Reason', kind: 'area' },
  ],
  ramp: [
    name('10 %'),
    { name: 'percent', label: 'Traffic on the target', kind: 'integer', hint: 'Percent' },
    choice('reads', 'Reads are answered by', authorityWords),
    choice('writes', 'Writes are decided by', authorityWords),
    { name: 'soakDays', label: 'Held for at least', kind: 'integer', hint: 'Days' },
    { name: 'guards', label: 'While it is held', kind: 'lines', hint: 'What must hold, one in each line' },
  ],
  triggers: [
    name(),
    choice('metric', 'Measured', triggerMetricWords),
    { name: 'above', label: 'Above', kind: 'decimal', hint: 'Ratio: 0.01 is 1 %. Response time: share above the SLA' },
    { name: 'minimumEvents', label: 'Of at least', kind: 'integer', hint: 'Events. Fewer prove nothing' },
    { name: 'windowMinutes', label: 'Within', kind: 'integer', hint: 'Minutes' },
  ],
  rules: [
    name(),
    { ...choice('class', 'Difference', differenceWords), optional: true },
    { name: 'dataset', label: 'Dataset', kind: 'dataset', optional: true },
    { name: 'field', label: 'Field', kind: 'text', optional: true },
    choice('action', 'What is done', ruleActionWords),
    team,
    { name: 'expiresOn', label: 'Expires on', kind: 'date', optional: true },
    description,
  ],
  costs: [
    name('Legacy licences'),
    choice('kind', 'Kind', costKindWords),
    { name: 'amount', label: 'Amount', kind: 'decimal' },
    choice('per', 'Per', perWords),
    { name: 'note', label: 'Note', kind: 'area' },
  ],
  settings: [
    { name: 'committedOn', label: 'Exit promised for', kind: 'date', optional: true },
    { name: 'budget', label: 'Budget', kind: 'decimal', optional: true },
    { name: 'endsOn', label: 'Parallel run ends at the latest on', kind: 'date', hint: 'Its time box', optional: true },
    { name: 'warnDays', label: 'Warn before', kind: 'integer', hint: 'Days' },
    { name: 'cutOverOn', label: 'Hard cutover on', kind: 'date', hint: 'Only where the day is forced', optional: true },
    { name: 'reason', label: 'Why the cutover is forced', kind: 'area' },
  ],
} as const satisfies Record<EditedPart, readonly PartField[]>;
