import type { RaciRole } from '#core/plan/raci.ts';
import type { StatusWords } from '../ui/status.tsx';

export const raciLetters = {
  accountable: 'A',
  deputy: 'D',
  responsible: 'R',
  consulted: 'C',
  informed: 'I',
} as const satisfies Record<RaciRole, string>;

export const raciWords = {
  accountable: 'accountable',
  deputy: 'deputy',
  responsible: 'responsible',
  consulted: 'consulted',
  informed: 'informed',
} as const satisfies Record<RaciRole, string>;

export const gapWords = {
  accountable: { word: 'Nobody is accountable', shape: 'diamond', tone: 'no' },
  deputy: { word: 'No deputy', shape: 'triangle', tone: 'cond' },
} as const satisfies Record<string, StatusWords>;
