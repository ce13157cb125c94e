import type { Column } from '../../core/dataset/schema.ts';
import type { Engine } from './database-kit.ts';

/**
 * A literal, the same for all engines or one for each. What an engine cannot hold is left out; MariaDB is given PostgreSQL's
 * literal where it has none of its own, unless that is `null`.
 */
export type Literal = string | { postgresql?: string; sqlite?: string; mariadb?: string | null };

/** A column type in each engine's words; a pair with an engine that is not named leaves the case out. */
type Types = Partial<Record<Engine, string>>;

export type ExactnessCase = {
  name: string;
  /** Type of column `v`. */
  type: Types;
  /** Of the target, where it is another one. */
  targetType?: Types;
  /** Only where the declared SQLite type does not say it. */
  column?: Omit<Partial<Column>, 'name'>;
  /** Legacy, target, and whether they are the same value. */
  rows: [Literal, Literal, 'same' | 'differs'][];
};

/** Undefined where the engine cannot hold the value. */
export function literalFor(engine: Engine, literal: Literal): string | undefined {
  if (typeof literal === 'string') return literal;
  if (engine !== 'mariadb') return literal[engine];
  return literal.mariadb === null ? undefined : (literal.mariadb ?? literal.postgresql);
}
