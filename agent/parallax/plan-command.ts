import type { CommandContext } from '../command-line.ts';
import { type ConnectionFlags, connect } from './connection.ts';
import { describeChanges } from './describe-changes.ts';
import { painterOf } from './paint.ts';
import { previewPlan } from './preview.ts';
import { withPlanFile } from './read-plan-file.ts';

const CHANGES = 2;

/** What a file would change: 0 nothing, 2 something. */
export async function planCommand(
  path: string,
  flags: ConnectionFlags & { json?: boolean },
  context: CommandContext,
): Promise<number> {
  const connection = connect(flags, context);
  const preview = await withPlanFile(path, (document) => previewPlan(connection, document));
  context.out.write(
    flags.json ? `${JSON.stringify(preview)}\n` : describeChanges(preview, painterOf(context.out, context.env)),
  );
  return preview.changes.length === 0 ? 0 : CHANGES;
}
