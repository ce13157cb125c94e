import { type CommandLine, runCommandLine, type Terminal } from './command-line.ts';
import { declareCommand } from './commands/declare.ts';
import { type RunFlags, runCommand } from './commands/run.ts';
import { spoolCommand } from './commands/spool.ts';
import { EXIT } from './run/exit-code.ts';
import { AGENT_NAME } from './version.ts';

const commandLine: CommandLine<Terminal> = {
  name: AGENT_NAME,
  description: 'Compares a legacy and a target database and reports what it finds to Parallax.',
  failed: EXIT.couldNotCompare,
  declare: (program, context, run) => {
    program
      .command('run')
      .argument('<file>', 'agent.yaml')
      .description('run the checks that Parallax asks for, or those of the file if it names no Parallax')
      .option('--once', 'run everything once and exit')
      .option('--json', 'one JSON object a line')
      .option('--check <name/kind>', 'only these: a dataset, dataset/kind or /kind; may be repeated', collect, [])
      .option('--wait <duration>', 'with --once: how long to wait for Parallax while nothing moves', '2m')
      .action((file: string, flags: RunFlags) => run(runCommand(file, flags, context)));
    program
      .command('declare')
      .argument('<file>', 'agent.yaml')
      .description('declare the datasets of the file to Parallax; nothing is removed there')
      .option('--json', 'one JSON object a line')
      .action((file: string, flags: { json?: boolean }) => run(declareCommand(file, flags, context)));
    program
      .command('spool')
      .argument('<file>', 'agent.yaml')
      .description('say which results wait on disk for Parallax')
      .option('--json', 'one JSON object')
      .action((file: string, flags: { json?: boolean }) => run(spoolCommand(file, flags, context)));
  },
};

/** Runs the command line and answers with the exit code: 0 match, 1 mismatch, 2 could not compare, 3 results wait on disk. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  return await runCommandLine(commandLine, argv, terminal);
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
