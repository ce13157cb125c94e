/** Parts of the API whose answers a change may touch. `live.changes` says only what moved; the answers are asked again. */
export type Area =
  | 'agent'
  | 'approval'
  | 'audit'
  | 'check'
  | 'criterion'
  | 'dataset'
  | 'decision'
  | 'discrepancy'
  | 'domain'
  | 'evidence'
  | 'forecast'
  | 'key'
  | 'member'
  | 'migration'
  | 'plan'
  | 'portfolio'
  | 'run'
  | 'share'
  | 'verdict'
  | 'waiver';

const areas: Record<string, readonly Area[]> = {
  run: ['run', 'evidence', 'verdict', 'portfolio', 'agent', 'discrepancy', 'migration', 'criterion'],
  discrepancy: ['discrepancy', 'criterion', 'verdict', 'portfolio', 'migration'],
  // A forecast is of days: it is asked again when an outcome changes, not with every run.
  verdict: ['verdict', 'approval', 'criterion', 'forecast', 'portfolio', 'migration'],
  plan: [
    'plan',
    'check',
    'dataset',
    'domain',
    'criterion',
    'approval',
    'evidence',
    'verdict',
    'forecast',
    'portfolio',
    'migration',
    'member',
    'key',
    'agent',
    'share',
    'waiver',
  ],
  agent: ['agent', 'key'],
  decision: ['decision', 'verdict', 'portfolio', 'migration'],
};

/** What to ask again after a change of this topic; null: anything may have changed. */
export function areasOf(topic: string): readonly Area[] | null {
  return areas[topic] ?? null;
}
