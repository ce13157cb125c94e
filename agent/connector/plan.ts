import type { LogicalType } from '../../core/dataset/schema.ts';

/** A column as a database describes it. */
export type DescribedColumn = {
  name: string;
  /** In the engine's own words: `numeric(10,2)`, `NVARCHAR(120)`. */
  nativeType: string;
  /** The engine's own name of the type alone, which no setting prints in another way: `numeric`, `inet`, `varchar`. */
  baseType: string;
  family: LogicalType;
  nullable: boolean;
  /**
   * Name of the hash that the engine computes for values of this type, null where it computes none that is as strict as this
   * agent's equality. Two columns may be hashed natively only if these are equal.
   */
  nativeHash: string | null;
  /** The engine holds values to the type. Where it does not, the column means what the mapping declares. */
  enforced: boolean;
  /** What the column may also mean, because the engine has no type of its own for that. */
  mayMean: readonly LogicalType[];
  /** Types as which the database itself can sort its values. */
  sortableAs: readonly LogicalType[];
  /** Text of it has to be converted before it is UTF-8; where a database keeps several character sets. */
  otherCharset?: boolean;
  /** Values of this column never contain a delimiter, or the connector marks those that do (row/row-hash.ts). */
  bounded: boolean;
};

export type DescribedTable = {
  /** The full name to show: `public.invoice`. */
  name: string;
  /** The name to put into a statement, quoted. */
  sql: string;
  /** Those that the agent may read. */
  columns: DescribedColumn[];
  /** Columns it may not read, as far as the engine reports them, and what allows it; null where there are none. */
  hidden: { columns: string[]; remedy: string } | null;
  /** All statements of a snapshot see the same rows of it. */
  ofOneMoment: boolean;
  primaryKey: string[];
  /** The engine's own guess; 0 where it has none. */
  estimatedRows: number;
  /** Whether an index begins with this column, so that ranges of it can be read alone. */
  indexedFirst: string[];
  /** Which native hash this server computes; equal ones hash alike. Null: none. */
  hashIdentity: string | null;
};

/** One column of one side, with what it is compared as. Plain data: plans cross into worker threads. */
export type SideColumn = DescribedColumn & {
  type: LogicalType;
  /** Zone of times stored without one. */
  timeZone: string;
  /**
   * How the field is delimited where a row becomes one text to hash. `terminated`: no value contains the terminator.
   * `lengthPrefixed`: any text may occur.
   */
  boundary: 'terminated' | 'lengthPrefixed';
};

/** What one side needs to know to take part in a comparison. Key columns come first; both sides list the same columns. */
export type SidePlan = {
  table: DescribedTable;
  columns: SideColumn[];
  keyColumns: number;
  /** The key is a single integer on both sides: ordered as a number and cut into ranges. Else keys are ordered as bytes. */
  integerKey: boolean;
  hash: 'md5' | 'native';
  /** Index of the column whose absolute amounts a pass adds up; -1: none. */
  amountColumn: number;
};

/** How rows fall into numbered buckets, the same way on both sides. */
export type Partition =
  | { kind: 'ranges'; first: bigint; width: bigint; buckets: number }
  | { kind: 'modulo'; buckets: number }
  | { kind: 'hash'; buckets: number };
