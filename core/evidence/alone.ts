import type { RunFigures } from './figures.ts';

/** What a run says by itself, whatever else is known. */
export function alone({ alone: own, larger: _, heldTo: __, ...figures }: RunFigures): RunFigures {
  if (!own) return figures;
  const { neverCompared, ...said } = own;
  return { ...figures, ...said, size: null, fields: figures.fields && { ...figures.fields, neverCompared } };
}
