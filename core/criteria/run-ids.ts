const MOST_RUNS = 50;

/** Ids of the first of these runs, each once and in order of id: what is frozen from the same evidence is the same text. */
export function runIdsOf(runs: readonly { runId: string | null }[]): string[] {
  const ids = new Set<string>();
  for (const { runId } of runs) {
    if (ids.size === MOST_RUNS) break;
    if (runId !== null) ids.add(runId);
  }
  return [...ids].sort();
}
