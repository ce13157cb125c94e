import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { flaggerHookSchema, type GateAnswer, gateAnswerSchema, gateQuestionSchema } from '#core/gate/schema.ts';
import { parseInput } from '../parse-input.ts';
import { query } from '../query.ts';
import { answerGate } from './check-gate.ts';

/** How the refusal of a gate begins, so that it can be told from a key that may not ask. */
export const GATE_CLOSED = 'The gate is closed: ';

/** For Flagger's confirm hooks: 200 lets the canary go on, anything else halts it, with the reasons as text for its log. */
export const checkFlaggerGate = query(
  { can: 'gate.check', input: flaggerHookSchema, output: gateAnswerSchema },
  async (tx, ctx, { metadata }) => {
    const data = await answerGate(tx, ctx, questionOf(metadata ?? {}));
    if (!data.pass) throw new AppError('FORBIDDEN', `${GATE_CLOSED}${inWords(data)}`);
    return { data };
  },
);

/** A key that is not known is refused: a misspelt `phase` would ask another gate. */
function questionOf({ allowConditional: text = 'false', ...rest }: Record<string, string>) {
  const allowConditional = text === 'true' || text === 'false' ? text === 'true' : text;
  return parseInput(z.object({ metadata: gateQuestionSchema.omit({ slug: true }) }), {
    metadata: { ...rest, allowConditional },
  }).metadata;
}

function inWords({ headline, summary, reasons }: GateAnswer): string {
  const lines = reasons.map(({ headline: what, gap }) => (gap === null ? `${what}.` : `${what} (${gap}).`));
  return [headline, summary, ...lines].filter((line) => line !== '').join(' ');
}
