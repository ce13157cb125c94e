import { Command, CommanderError } from 'commander';
import type { Output } from '../main.ts';
import { AGENT_VERSION } from '../version.ts';
import { applyCommand } from './apply-command.ts';
import type { ConnectionFlags } from './connection.ts';
import { exportCommand } from './export-command.ts';
import { type GateFlags, gateCommand } from './gate-command.ts';
import { planCommand } from './plan-command.ts';
import { validateCommand } from './validate-command.ts';

export type Surroundings = {
  env: Record<string, string | undefined>;
  out: Output;
  err: Output;
  /** Asks the person at the terminal; null: there is none. */
  ask: ((question: string) => Promise<string>) | null;
};
export type Around = Surroundings & { signal: AbortSignal };

/** What a command line that failed exits with. For a gate that is "not known", which must never look like an answer. */
const FAILED = 1;
const GATE_UNKNOWN = 2;

/** Runs `parallax …` and answers with the exit code; docs/plan-as-code.md and docs/ci-gate.md have the table. */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort(new Error('Stopped.'));
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const around = { ...surroundings, signal: stop.signal };
  const failed = argv[0] === 'gate' ? GATE_UNKNOWN : FAILED;
  let code = failed;
  const program = programOf(around, async (command) => {
    code = await command;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : failed;
    around.err.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return failed;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

function programOf(around: Around, run: (command: Promise<number>) => Promise<void>): Command {
  const program = new Command('parallax')
    .description('The plan of a migration as a file, and its gate in a pipeline.')
    .version(AGENT_VERSION)
    .exitOverride()
    .configureOutput({ writeOut: (text) => around.out.write(text), writeErr: (text) => around.err.write(text) });
  const connected = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('--server <url>', 'where Parallax is; else PARALLAX_URL')
      .option('--key <key>', 'a key of the migration; better PARALLAX_KEY, which nobody else on the machine sees')
      .option('--json', 'for machines: the answer as one JSON object');
  type Flags = ConnectionFlags & { json?: boolean };
  program
    .command('validate')
    .argument('<file>', 'parallax.yaml')
    .description('say everything that is wrong with the file, without asking a server')
    .option('--json', 'for machines: one JSON object')
    .action((file: string, flags: { json?: boolean }) => run(validateCommand(file, flags, around)));
  connected('plan', 'show what the file would change; exits with 0 if nothing, 2 if something')
    .argument('<file>', 'parallax.yaml')
    .action((file: string, flags: Flags) => run(planCommand(file, flags, around)));
  connected('apply', 'make the plan what the file says')
    .argument('<file>', 'parallax.yaml')
    .option('--yes', 'without asking')
    .action((file: string, flags: Flags & { yes?: boolean }) => run(applyCommand(file, flags, around)));
  connected('export', 'write the plan as a file')
    .requiredOption('--migration <slug>', 'the migration')
    .option('-o, --output <file>', 'where to; without it to the standard output')
    .action((flags: Flags & { migration: string; output?: string }) => run(exportCommand(flags, around)));
  connected('gate', 'exit with 0 for go, 1 if something is not met, 2 if something is not known')
    .requiredOption('--migration <slug>', 'the migration')
    .option('--phase <name>', 'at the gate of this phase, not of the current one')
    .option('--allow-conditional', 'a conditional go is good enough')
    .action((flags: Flags & GateFlags) => run(gateCommand(flags, around)));
  return program;
}
