const MOST_RUNS = 50;

/** Ids of the first of these runs, each once and in order of id: what is frozen from the same evidence is the same text. */
export function runIdsOf(runs: readonly { runId: string | null }[]): string[] {
  return [...new Set(runs.flatMap(({ runId }) => runId ?? []))].slice(0, MOST_RUNS).toSorted();
}
