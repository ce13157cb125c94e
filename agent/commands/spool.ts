import type { CommandContext } from '../command-line.ts';
import { loadAgentFile } from '../config/load-agent-file.ts';
import { EXIT } from '../run/exit-code.ts';
import { inspectSpool } from '../spool/inspect.ts';

/** Says what waits on disk for Parallax. Exit code 0: nothing; 3: something does. */
export async function spoolCommand(path: string, flags: { json?: boolean }, context: CommandContext): Promise<number> {
  const { stateFolder } = await loadAgentFile(path, context.env);
  const found = inspectSpool(stateFolder);
  const say = (line: string) => context.out.write(`${line}\n`);
  if (flags.json) say(JSON.stringify({ folder: stateFolder, ...found }));
  else {
    const { waiting, bytes, oldestAt, checks, dropped, refused, damaged, setAside } = found;
    say(
      waiting === 0
        ? `Nothing waits in ${stateFolder}.`
        : `${waiting} results (${bytes} bytes) wait in ${stateFolder}, the oldest since ${oldestAt}:`,
    );
    for (const check of checks) say(`  ${check.label.padEnd(32)} ${check.waiting} since ${check.oldestAt}`);
    if (dropped + refused > 0) say(`Since there is this folder: ${dropped} dropped, ${refused} refused by Parallax.`);
    if (damaged > 0) say(`${damaged} places are damaged; the agent sets them aside when it starts.`);
    for (const file of setAside) say(`  set aside: ${file}`);
  }
  return found.waiting === 0 ? 0 : EXIT.notDelivered;
}
