import { type CommandLine, runCommandLine, type Terminal } from '../command-line.ts';
import { type Asking, applyCommand } from './apply-command.ts';
import type { ConnectionFlags } from './connection.ts';
import { exportCommand } from './export-command.ts';
import { GATE_EXIT, type GateFlags, gateCommand } from './gate-command.ts';
import { planCommand } from './plan-command.ts';
import { validateCommand } from './validate-command.ts';

const FAILED = 1;

type Flags = ConnectionFlags & { json?: boolean };

const commandLine: Omit<CommandLine<Terminal & Asking>, 'failed'> = {
  name: 'parallax',
  description: 'The plan of a migration as a file, and its gate in a pipeline.',
  declare: (program, context, run) => {
    const connected = (name: string, description: string) =>
      program
        .command(name)
        .description(description)
        .option('--server <url>', 'where Parallax is; else PARALLAX_URL')
        .option('--key <key>', 'a key of the migration; better PARALLAX_KEY, which nobody else on the machine sees')
        .option('--json', 'for machines: the answer as one JSON object');
    program
      .command('validate')
      .argument('<file>', 'parallax.yaml')
      .description('say everything that is wrong with the file, without asking a server')
      .option('--json', 'for machines: one JSON object')
      .action((file: string, flags: { json?: boolean }) => run(validateCommand(file, flags, context)));
    connected('plan', 'show what the file would change; exits with 0 if nothing, 2 if something')
      .argument('<file>', 'parallax.yaml')
      .action((file: string, flags: Flags) => run(planCommand(file, flags, context)));
    connected('apply', 'make the plan what the file says')
      .argument('<file>', 'parallax.yaml')
      .option('--yes', 'without asking')
      .action((file: string, flags: Flags & { yes?: boolean }) => run(applyCommand(file, flags, context)));
    connected('export', 'write the plan as a file')
      .requiredOption('--migration <slug>', 'the migration')
      .option('-o, --output <file>', 'where to; without it to the standard output')
      .action((flags: Flags & { migration: string; output?: string }) => run(exportCommand(flags, context)));
    connected('gate', 'exit with 0 for go, 1 if something is not met, 2 if something is not known')
      .requiredOption('--migration <slug>', 'the migration')
      .option('--phase <name>', 'at the gate of this phase, not of the current one')
      .option('--allow-conditional', 'a conditional go is good enough')
      .action((flags: Flags & GateFlags) => run(gateCommand(flags, context)));
  },
};

/** Runs `parallax …` and answers with the exit code; docs/plan-as-code.md and docs/ci-gate.md have the table. */
export async function main(argv: readonly string[], terminal: Terminal & Asking): Promise<number> {
  // A gate that failed is "not known", which must never look like an answer.
  const failed = argv[0] === 'gate' ? GATE_EXIT.unknown : FAILED;
  return await runCommandLine({ ...commandLine, failed }, argv, terminal);
}
