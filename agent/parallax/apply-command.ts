import type { CommandContext } from '../command-line.ts';
import { UserError } from '../user-error.ts';
import { type ConnectionFlags, connect } from './connection.ts';
import { describeChanges } from './describe-changes.ts';
import { painterOf } from './paint.ts';
import { applyPlan, type Preview, previewPlan } from './preview.ts';
import { withPlanFile } from './read-plan-file.ts';

/** Asks the person at the terminal; null: there is none. */
export type Asking = { ask: ((question: string) => Promise<string>) | null };

/**
 * Makes the plan what a file says: 0 when it is. What is applied is what was shown: if somebody changes the plan in between, nothing
 * is.
 */
export async function applyCommand(
  path: string,
  flags: ConnectionFlags & { json?: boolean; yes?: boolean },
  context: CommandContext & Asking,
): Promise<number> {
  const { out, err, ask } = context;
  const connection = connect(flags, context);
  return await withPlanFile(path, async (document) => {
    const preview = await previewPlan(connection, document);
    if (preview.changes.length > 0 && !flags.yes) {
      err.write(describeChanges(preview, painterOf(err, context.env)));
      if (ask === null) throw new UserError('Nothing was applied: there is nobody to ask. Pass --yes to go ahead.');
      if ((await ask('Apply this? Only "yes" does. ')).trim() !== 'yes') throw new UserError('Nothing was applied.');
    }
    const done = preview.changes.length === 0 ? preview : await applyPlan(connection, document, preview.planVersion);
    out.write(
      flags.json ? `${JSON.stringify(done)}\n` : said(done, describeChanges(done, painterOf(out, context.env))),
    );
    return 0;
  });
}

function said({ planVersion, changes }: Preview, described: string): string {
  return changes.length === 0 ? described : `${described}Applied. This is plan version ${planVersion}.\n`;
}
