/** Does something bad again and again, then compares what is there with an oracle that knows what must be. */
export type FaultOptions = {
  /** Decides everything random. The same seed does the same again. */
  seed: number;
  /** How many deliveries, kills, orders or whatever the fault counts. */
  count: number;
  /** A line for whoever waits. */
  say?: (line: string) => void;
};

export type FaultOutcome = {
  seed: number;
  /** How many were really done. Fewer than asked for is a violation by itself. */
  count: number;
  /**
   * How it was seen, independently of the code under test, that the fault happened: "5 new start times of the postmaster",
   * "50 exit codes SIGKILL". A fault that nobody saw happen proves nothing.
   */
  confirmed: string;
  /** Every case in which the oracle says something else, in words, with what is needed to find it again. Empty: it held. */
  violations: readonly string[];
};

/**
 * One file each, called by `npm test` with a few (`fault.few`) and by `npm run bench -- faults` with all (`fault.full`). Works on the
 * database in DATABASE_URL: a fresh one with Parallax's schema, in a test as in the bench. What must kill a server starts its own.
 */
export type Fault = {
  /** What is done and what must hold, in one sentence. */
  about: string;
  full: number;
  few: number;
  run: (options: FaultOptions) => Promise<FaultOutcome>;
};
