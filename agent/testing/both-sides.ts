import type { Sides } from '../check/check.ts';
import { createDatabase, type Engine, type TestDatabase } from './database-kit.ts';
import { describedAs, openSides } from './run-check.ts';

/** Every legacy engine against PostgreSQL, and two of PostgreSQL hashed by it and as between different engines. */
export const legacyPairs: { engines: [legacy: Engine]; hash: 'native' | 'md5' }[] = [
  { engines: ['postgresql'], hash: 'native' },
  { engines: ['postgresql'], hash: 'md5' },
  { engines: ['sqlite'], hash: 'md5' },
  { engines: ['mariadb'], hash: 'md5' },
];

export type BothSides = {
  legacy: TestDatabase;
  target: TestDatabase;
  sides: Sides;
  /** The same table on both sides, then what makes them differ. */
  fill: (create: string, rows: string, then?: { legacy?: string; target?: string }) => Promise<void>;
};

export async function openBothSides(engine: Engine, hash: 'native' | 'md5'): Promise<BothSides> {
  const [legacy, target] = await Promise.all([createDatabase(engine), createDatabase('postgresql')]);
  const opened = await openSides(legacy.connection, target.connection);
  const sides = hash === 'md5' ? { ...opened, target: describedAs(opened.target, { hashIdentity: null }) } : opened;
  return {
    legacy,
    target,
    sides,
    fill: async (create, rows, then = {}) => {
      await Promise.all([legacy.exec(create), target.exec(create)]);
      await Promise.all([legacy.exec(rows), target.exec(rows)]);
      if (then.legacy) await legacy.exec(then.legacy);
      if (then.target) await target.exec(then.target);
    },
  };
}
