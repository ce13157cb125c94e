import type { Figure } from './figure.ts';

export type BenchOptions = {
  /** As small as it gets: shows that the bench works. Its figures mean nothing and are not judged. */
  quick: boolean;
  /** Decides everything random; printed, so that a run can be repeated. */
  seed: number;
  /** How many of whatever the bench counts; its own number where left out. */
  count?: number;
  /** What stands after the bench's name on the command line. */
  args: readonly string[];
  /** A line for whoever waits. */
  say: (line: string) => void;
  /** Aborted by Ctrl-C: stop what was started, then throw. */
  signal: AbortSignal;
};

/** One file each, one line in registry.ts. `docs/bench.md` says how to write and to read one. */
export type Bench = {
  /** What is measured against what, in one sentence. */
  about: string;
  run: (options: BenchOptions) => Promise<readonly Figure[]>;
};
