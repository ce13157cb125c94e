import { z } from 'zod';
import { noInputSchema } from '#core/schema-parts.ts';
import { command } from '../command.ts';

const MONTHS_AHEAD = 3;

/** Makes the partitions of the coming months, so that evidence never waits for one and none is made under load. */
export const createPartitions = command(
  {
    can: 'system',
    input: noInputSchema,
    output: z.strictObject({ made: z.int() }),
    audit: { none: 'Tables to put evidence in; no evidence changes.' },
  },
  async (tx, ctx) => {
    const [row] = await tx.$queryRaw<{ made: number }[]>`
      SELECT parallax_create_partitions(${MONTHS_AHEAD}::int, ${ctx.now()}::date) AS made`;
    return { result: { made: row?.made ?? 0 } };
  },
);
