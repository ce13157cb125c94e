import { type GateAnswer, type GateReason, gateAnswerSchema } from '../../core/gate/schema.ts';
import type { CommandContext } from '../command-line.ts';
import { type ConnectionFlags, connect } from './connection.ts';
import { type Paint, painterOf } from './paint.ts';

export type GateFlags = { json?: boolean; migration: string; phase?: string; allowConditional?: boolean };

/** A pipeline shall not hang on its gate; docs/ci-gate.md promises it. */
const LIMIT_MS = 5_000;
export const GATE_EXIT = { pass: 0, not_met: 1, unknown: 2 } as const;

/** Asks whether a pipeline may go on: 0 yes, 1 something is not met, 2 only proof is missing. Prints the reasons. */
export async function gateCommand(flags: ConnectionFlags & GateFlags, context: CommandContext): Promise<number> {
  const query = new URLSearchParams({ slug: flags.migration });
  if (flags.phase !== undefined) query.set('phase', flags.phase);
  if (flags.allowConditional) query.set('allowConditional', 'true');
  const { data } = await connect(flags, context, LIMIT_MS).get(`gate?${query}`, gateAnswerSchema);
  context.out.write(flags.json ? `${JSON.stringify(data)}\n` : describeGate(data, painterOf(context.out, context.env)));
  // Both have to agree.
  return data.pass && data.result !== 'pass' ? GATE_EXIT.unknown : GATE_EXIT[data.result];
}

const verdicts = { go: 'Go', conditional_go: 'Conditional go', no_go: 'No-go' } as const;
const colours = { pass: 'green', not_met: 'red', unknown: 'yellow' } as const;

function describeGate(answer: GateAnswer, paint: Paint): string {
  const { migration, phase, phaseState, pass, result, verdict, headline, summary, planVersion, reasons } = answer;
  const where = phase === null ? '' : ` at the gate of ${phase}`;
  const but = verdict === 'conditional_go' && !pass ? ', which is not enough without --allow-conditional' : '';
  const lines = [
    `${paint(colours[result], `${verdicts[verdict]}${where}${but}.`)} ${headline} ${summary}`.trimEnd(),
    `${migration}, plan version ${planVersion}, ${answer.computedAt}`,
    ...(phaseState === 'ahead' ? [paint('yellow', `${phase} has not begun: this is not the gate that is due.`)] : []),
    ...(phaseState === 'left' ? [`${phase} was left already.`] : []),
    ...reasons.flatMap((reason, at) => describeReason(reason, at + 1, paint)),
  ];
  return `${lines.join('\n')}\n`;
}

const standings = {
  failed: 'not met',
  too_early: 'too early',
  frozen: 'frozen',
  condition_overdue: 'condition overdue',
  condition_open: 'condition open',
  not_proven: 'not proven',
  stale: 'overdue',
  untested: 'never tested',
  unapproved: 'not approved',
  schema_changed: 'schema changed in a freeze',
  waived: 'waived',
} as const satisfies Record<GateReason['standing'], string>;

/** What no proof could change. */
const plain: ReadonlySet<GateReason['standing']> = new Set(['failed', 'too_early', 'frozen', 'condition_overdue']);

const plans = {
  approved: 'only under the approved plan',
  standing: 'only under the plan as it stands',
} as const satisfies Record<NonNullable<GateReason['onlyUnder']>, string>;

function describeReason(reason: GateReason, number: number, paint: Paint): string[] {
  const { standing, blocking, headline, detail, gap, ownerTeam, since, url, onlyUnder } = reason;
  const facts = [
    onlyUnder ? [plans[onlyUnder]] : [],
    blocking ? [] : ['advisory'],
    gap === null ? [] : [gap],
    detail === '' ? [] : [detail],
    ownerTeam === null ? ['no owner'] : [ownerTeam],
    since === null ? [] : [`since ${since.slice(0, 10)}`],
  ].flat();
  const mark = paint(plain.has(standing) ? 'red' : 'yellow', standings[standing]);
  return [`  ${number}. ${mark}: ${headline}`, `     ${facts.join(' · ')}`, `     ${url}`];
}
