import type { Column } from '../../core/dataset/schema.ts';

/** A literal, the same for both engines or one for each. What an engine cannot hold is left out. */
export type Literal = string | { postgresql: string; sqlite?: string };

export type ExactnessCase = {
  name: string;
  /** Type of column `v`, in each engine's words. */
  type: { postgresql: string; sqlite: string };
  /** Of the target, where it is another one. */
  targetType?: string;
  /** Only where the declared SQLite type does not say it. */
  column?: Omit<Partial<Column>, 'name'>;
  /** Legacy, target, and whether they are the same value. */
  rows: [Literal, Literal, 'same' | 'differs'][];
};
