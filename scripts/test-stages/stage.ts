export const STAGES = ['check', 'unit', 'server', 'agent', 'bench', 'e2e'] as const;
export type StageName = (typeof STAGES)[number];

/** What one stage, or one part of the stage `check`, came to. */
export type Outcome = {
  name: string;
  seconds: number;
  passed: number;
  failed: number;
  skipped: number;
  output: string;
};

export const total = (outcomes: readonly Outcome[]) =>
  outcomes.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
