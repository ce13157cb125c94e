import type { ConnectionInput } from '#agent/connector/registry.ts';

/** One setting with a hostile value. */
export type Attempt = { name: string; value: string };

/** Two databases with planted differences, and the tables in both. */
export type Pair = { legacy: ConnectionInput; target: ConnectionInput; tables: readonly Table[] };
export type Table = { name: string; keyColumns: string[] };

/** A server that does to the agent's sessions what a role, a database or an administrator may do to them. */
export type HostileServer = {
  engine: string;
  /** Everything that the server itself lists as settable, with values at its ends. Settings that it does not take are left out. */
  attempts: readonly Attempt[];
  pairs: readonly Pair[];
  /** Makes settings hold for every session of the agent from now on; each name at most once. Answers what takes them back. */
  apply(attempts: readonly Attempt[]): Promise<() => Promise<void>>;
  stop(): Promise<void>;
};

export const textOf = ({ name, value }: Attempt) => `${name} = ${value}`;
