import pg from 'pg';
import { datasetDefinitionSchema } from '../../core/dataset/schema.ts';
import { createMasking } from '../check/masking.ts';
import { type ConnectionInput, connectionSchema } from '../connector/registry.ts';
import { BlackoutWatch } from '../limits/blackout-watch.ts';
import { executeJob } from '../run/execute-job.ts';
import { type SidesFor, withSides } from '../run/open-sides.ts';
import { createDatabase, type Engine, type TestDatabase } from './database-kit.ts';

export const APPLICATION = 'limits test';

export type Pair = { legacy: TestDatabase; target: TestDatabase };

export async function databases(legacy: Engine = 'postgresql', target: Engine = 'postgresql'): Promise<Pair> {
  return { legacy: await createDatabase(legacy), target: await createDatabase(target) };
}

/** Rows in pages that were written, deleted and written again, the same on both sides but for their places. */
export async function fill({ legacy, target }: Pair, name: string, rows: number, change = ''): Promise<void> {
  for (const [database, order] of [
    [legacy, 'asc'],
    [target, 'desc'],
  ] as const) {
    await database.exec(
      `create table ${name} (id bigint primary key, v text not null);
       insert into ${name} with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
         select i, 'value ' || i from n order by i ${order};
       delete from ${name} where id % 7 = 0;
       update ${name} set v = v || '!' where id % 11 = 0;`,
    );
  }
  if (change) await target.exec(change);
}

type Options = {
  limits?: { legacy?: object; target?: object };
  blackout?: BlackoutWatch;
  signal?: AbortSignal;
  say?: (text: string) => void;
};

/** Runs checks as the agent does, through the limits of its file. */
export async function within<T>(
  pair: Pair,
  options: Options,
  work: (run: ReturnType<typeof runner>) => Promise<T>,
): Promise<T> {
  const { blackout = new BlackoutWatch(), signal = new AbortController().signal, say = () => {} } = options;
  const side = (connection: ConnectionInput, limits: object | undefined) =>
    connectionSchema.parse({ ...connection, limits });
  const file = {
    legacy: side(pair.legacy.connection, options.limits?.legacy),
    target: side(pair.target.connection, options.limits?.target),
  };
  const open = { applicationName: APPLICATION, baseFolder: '/', signal };
  return await withSides(file, open, blackout, (sidesFor) => work(runner({ sidesFor, blackout, signal, say })));
}

function runner(more: {
  sidesFor: SidesFor;
  blackout: BlackoutWatch;
  signal: AbortSignal;
  say: (text: string) => void;
}) {
  const check = async (kind: 'record_count' | 'field_level' | 'checksum', name: string, lagMs = 0) => {
    const dataset = datasetDefinitionSchema.parse({ name, legacyRef: name, targetRef: name });
    const schedule = { everyMs: 60_000, graceMs: 60_000 };
    return await executeJob(
      { checkId: null, kind, dataset, lagMs, sampling: null, schedule },
      {
        sidesFor: more.sidesFor,
        blackout: more.blackout,
        currency: 'EUR',
        masking: createMasking('a masking key for tests'),
        configHash: 'test',
        clean: (message) => message,
        signal: more.signal,
        onProgress: (_, text) => more.say(text),
        onNotice: () => {},
      },
    );
  };
  return { check };
}

export async function asOwner<T>(database: TestDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: urlOf(database), application_name: 'the business' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function urlOf({ connection }: TestDatabase): string {
  if (connection.engine !== 'postgresql') throw new Error('not PostgreSQL');
  return connection.url;
}
