import type { RunFigures } from './figures.ts';

type Seen = Pick<RunFigures, 'verdict' | 'method' | 'skippedChunks' | 'window' | 'clockDoubt' | keyof Whole>;

export type Whole = Pick<RunFigures, 'shortfalls' | 'size' | 'segments'> & Partial<Pick<RunFigures, 'fields'>>;

/** It speaks for all it claims to speak for. Figures from before that was looked at do not say so. */
export function isWhole({ shortfalls, size, fields, segments }: Whole): boolean {
  const never = [...(fields?.neverCompared ?? []), ...(segments?.neverCompared ?? [])];
  return shortfalls?.length === 0 && !size?.untied && never.length === 0;
}

/**
 * A full scan of the whole dataset, which no run that looked at less can answer: a sample, a window, or a scan that left something out.
 * One that found a difference stands whatever it left out.
 */
export function stands(run: Seen): boolean {
  if (run.method !== 'full' || run.window !== null || run.clockDoubt !== undefined) return false;
  return run.verdict === 'mismatch' || (run.verdict !== 'not_evaluated' && run.skippedChunks === 0 && isWhole(run));
}
