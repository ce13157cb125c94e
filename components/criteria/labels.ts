import type { StatusWords } from '../ui/status.tsx';

export const directionWords = {
  loosens: { word: 'loosens', shape: 'triangle', tone: 'cond' },
  tightens: { word: 'tightens', shape: 'check', tone: 'go' },
  changes: { word: 'changes', shape: 'ring', tone: 'unk' },
  added: { word: 'added', shape: 'ring', tone: 'unk' },
  removed: { word: 'removed', shape: 'ring', tone: 'unk' },
} as const satisfies Record<string, StatusWords>;

export const waiverWords = {
  asked: { word: 'waits for a second person', shape: 'half', tone: 'unk' },
  holds: { word: 'holds', shape: 'triangle', tone: 'cond' },
  refused: { word: 'refused', shape: 'diamond', tone: 'no' },
  expired: { word: 'expired', shape: 'clock', tone: 'unk' },
  withdrawn: { word: 'withdrawn', shape: 'ring', tone: 'unk' },
} as const satisfies Record<string, StatusWords>;
