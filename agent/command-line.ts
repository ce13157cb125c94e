import { Command, CommanderError } from 'commander';
import { AGENT_VERSION } from './version.ts';

export type Output = { write(text: string): unknown; isTTY?: boolean; columns?: number };

/** What a command line reads from and writes to. */
export type Terminal = {
  env: Record<string, string | undefined>;
  out: Output;
  err: Output;
  /** Stops everything; Ctrl-C and SIGTERM do so by themselves. */
  signal?: AbortSignal;
};

/** What one command works with. */
export type CommandContext = Terminal & { signal: AbortSignal };

export type CommandLine<T extends Terminal> = {
  name: string;
  description: string;
  /** Exit code where a command ends without one of its own: wrong arguments, an error. */
  failed: number;
  /** Adds the commands to the program. The action of each hands its exit code to `run`. */
  declare: (program: Command, context: T & CommandContext, run: (code: Promise<number>) => Promise<void>) => void;
};

/** Runs a command line and returns its exit code. Never throws and never ends the process: what is wrong is written to `err`. */
export async function runCommandLine<T extends Terminal>(
  { name, description, failed, declare }: CommandLine<T>,
  argv: readonly string[],
  terminal: T,
): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Error('Stopped.'));
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const signal = terminal.signal ? AbortSignal.any([terminal.signal, stop.signal]) : stop.signal;
  const program = new Command(name)
    .description(description)
    .version(AGENT_VERSION)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out.write(text), writeErr: (text) => terminal.err.write(text) });
  let code = failed;
  declare(program, { ...terminal, signal }, async (command) => {
    code = await command;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : failed;
    terminal.err.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return failed;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
