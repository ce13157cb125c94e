import type { EvidenceOverview, RunDetail } from '#core/evidence/schema.ts';
import type { RunVerdict } from '#core/run/schema.ts';
import type { StatusWords } from '../ui/status.tsx';

export type DatasetEvidence = EvidenceOverview['datasets'][number];
export type CheckEvidence = DatasetEvidence['checks'][number];

export const runVerdictWords = {
  match: { word: 'match', shape: 'check', tone: 'go' },
  mismatch: { word: 'mismatch', shape: 'diamond', tone: 'no' },
  inconclusive: { word: 'inconclusive', shape: 'half', tone: 'unk' },
  not_evaluated: { word: 'not evaluated', shape: 'dotted', tone: 'unk' },
} as const satisfies Record<RunVerdict, StatusWords>;

const stateWords = {
  pending: { word: 'pending', shape: 'dotted', tone: 'unk' },
  running: { word: 'running', shape: 'ring', tone: 'unk' },
  failed: { word: 'failed', shape: 'triangle', tone: 'cond' },
  cancelled: { word: 'cancelled', shape: 'cross', tone: 'unk' },
} as const satisfies Record<Exclude<RunDetail['state'], 'completed'>, StatusWords>;

/** A run's state is not its verdict: only a completed run has something to say. */
export function runStatus(run: Pick<RunDetail, 'state' | 'verdict'>): StatusWords {
  return run.state === 'completed' ? runVerdictWords[run.verdict] : stateWords[run.state];
}

/** What a check says now. Overdue outranks whatever the last result was. */
export function checkStatus(check: Pick<CheckEvidence, 'freshness' | 'lastVerdict'>): StatusWords {
  if (check.freshness === 'none') return { word: 'never run', shape: 'dotted', tone: 'unk' };
  if (check.freshness === 'stale') return { word: 'overdue', shape: 'clock', tone: 'unk' };
  // Fed by telemetry, minute by minute: there is no run that could match; the criterion judges the figures.
  if (check.lastVerdict === null) return { word: 'measured', shape: 'disc', tone: 'unk' };
  return runVerdictWords[check.lastVerdict];
}

export const gapWords: StatusWords = { word: 'no check', shape: 'dotted', tone: 'cond' };
