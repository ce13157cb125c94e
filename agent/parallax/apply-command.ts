import { UserError } from '../user-error.ts';
import { type ConnectionFlags, connect } from './connection.ts';
import { describeChanges } from './describe-changes.ts';
import type { Around } from './main.ts';
import { painterOf } from './paint.ts';
import { applyPlan, type Preview, previewPlan } from './preview.ts';
import { withPlanFile } from './read-plan-file.ts';

/**
 * Makes the plan what a file says: 0 when it is. What is applied is what was shown: if somebody changes the plan in between, nothing
 * is.
 */
export async function applyCommand(
  path: string,
  flags: ConnectionFlags & { json?: boolean; yes?: boolean },
  around: Around,
): Promise<number> {
  const { out, err, ask } = around;
  const connection = connect(flags, around);
  return await withPlanFile(path, async (document) => {
    const preview = await previewPlan(connection, document);
    if (preview.changes.length > 0 && !flags.yes) {
      err.write(describeChanges(preview, painterOf(err, around.env)));
      if (ask === null) throw new UserError('Nothing was applied: there is nobody to ask. Say --yes to go ahead.');
      if ((await ask('Apply this? Only "yes" does. ')).trim() !== 'yes') throw new UserError('Nothing was applied.');
    }
    const done = preview.changes.length === 0 ? preview : await applyPlan(connection, document, preview.planVersion);
    out.write(flags.json ? `${JSON.stringify(done)}\n` : said(done, describeChanges(done, painterOf(out, around.env))));
    return 0;
  });
}

function said({ planVersion, changes }: Preview, described: string): string {
  return changes.length === 0 ? described : `${described}Applied. This is plan version ${planVersion}.\n`;
}
