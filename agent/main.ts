import { Command, CommanderError } from 'commander';
import { declareCommand } from './commands/declare.ts';
import { type RunFlags, runCommand } from './commands/run.ts';
import { spoolCommand } from './commands/spool.ts';
import { EXIT } from './run/exit-code.ts';
import { AGENT_NAME, AGENT_VERSION } from './version.ts';

export type Output = { write(text: string): unknown; isTTY?: boolean; columns?: number };
export type Surroundings = {
  env: Record<string, string | undefined>;
  out: Output;
  err: Output;
  /** Stops everything; Ctrl-C and SIGTERM do so by themselves. */
  signal?: AbortSignal;
};

/** Runs the command line and answers with the exit code: 0 match, 1 mismatch, 2 could not compare, 3 results wait on disk. */
export async function main(argv: readonly string[], around: Surroundings): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Error('Stopped.'));
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const signal = around.signal ? AbortSignal.any([around.signal, stop.signal]) : stop.signal;
  let code: number = EXIT.couldNotCompare;
  const program = new Command(AGENT_NAME)
    .description('Compares a legacy and a target database and tells Parallax what it finds.')
    .version(AGENT_VERSION)
    .exitOverride()
    .configureOutput({ writeOut: (text) => around.out.write(text), writeErr: (text) => around.err.write(text) });
  program
    .command('run')
    .argument('<file>', 'agent.yaml')
    .description('run the checks that Parallax asks for, or those of the file if it names no Parallax')
    .option('--once', 'run everything once and exit')
    .option('--json', 'one JSON object a line')
    .option('--check <name/kind>', 'only these: a dataset, dataset/kind or /kind; may be repeated', collect, [])
    .option('--wait <duration>', 'with --once: how long to wait for Parallax while nothing moves', '2m')
    .action(async (file: string, options: RunFlags) => {
      code = await runCommand(file, options, { ...around, signal });
    });
  program
    .command('declare')
    .argument('<file>', 'agent.yaml')
    .description('declare the datasets of the file to Parallax; nothing is removed there')
    .option('--json', 'one JSON object a line')
    .action(async (file: string, options: { json?: boolean }) => {
      code = await declareCommand(file, options, { ...around, signal });
    });
  program
    .command('spool')
    .argument('<file>', 'agent.yaml')
    .description('say which results wait on disk for Parallax')
    .option('--json', 'one JSON object')
    .action(async (file: string, options: { json?: boolean }) => {
      code = await spoolCommand(file, options, around);
    });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT.couldNotCompare;
    around.err.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.couldNotCompare;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
  return code;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}
