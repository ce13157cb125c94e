import { runSchema, validatedRunSchema } from '#core/run/schema.ts';
import { command } from '../command.ts';
import { takeRun } from './submit-run.ts';

/**
 * Tries a whole run: it is taken for real, rules, races and database constraints included, and then everything is undone. What
 * this call finds in order `submitRun` takes, as long as nothing else arrives in between. Only the line in the request log stays.
 */
export const validateRun = command(
  {
    can: 'evidence.push',
    narrows: true,
    input: runSchema,
    output: validatedRunSchema,
    audit: { none: 'Nothing is changed.' },
  },
  async (tx, ctx, run) => {
    await tx.$executeRaw`SAVEPOINT tried`;
    const { result } = await takeRun(tx, ctx, run);
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT tried`;
    const { receivedAt, ...answer } = result;
    return { result: { ...answer, stored: false as const } };
  },
);
