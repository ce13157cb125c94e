import { compares, type Kind } from '../kind.ts';

export const noiseFloor: Kind<'noise_floor'> = {
  ...compares,
  id: 'noise_floor',
  name: 'Noise floor',
  inText: 'noise floor',
  asks: 'How often does legacy differ from itself?',
  finds: 'none',
  size: 'scan',
  hasOwnFigure: true,
  tolerances: [],
  accountedBy: [],
  everyMs: null,
  isInForm: false,
};
