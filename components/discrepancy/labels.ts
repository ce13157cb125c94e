import type { DiscrepancyStatus } from '#core/discrepancy/schema.ts';
import type { StatusWords } from '../ui/status.tsx';

export const discrepancyStatusWords = {
  new: { word: 'new', shape: 'disc', tone: 'no' },
  ongoing: { word: 'ongoing', shape: 'ring', tone: 'no' },
  escalating: { word: 'escalating', shape: 'up', tone: 'no' },
  regressed: { word: 'regressed', shape: 'back', tone: 'no' },
  fixed_pending_proof: { word: 'fixed, proof pending', shape: 'half', tone: 'cond' },
  resolved: { word: 'resolved', shape: 'check', tone: 'go' },
  archived: { word: 'archived', shape: 'box', tone: 'unk' },
} as const satisfies Record<DiscrepancyStatus, StatusWords>;
