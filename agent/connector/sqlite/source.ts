import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../user-error.ts';
import { BucketSums } from '../bucket-sums.ts';
import type { OpenOptions, Snapshot, Source } from '../connector.ts';
import { Limit } from '../limit.ts';
import { limitsSchemaOf } from '../limits-schema.ts';
import { ReaderThread } from './reader-thread.ts';

export const sqliteConnectionSchema = z.strictObject({
  engine: z.literal('sqlite'),
  /** Path of the database file, relative to the configuration file. */
  file: z.string().min(1),
  /** A connection is a reader: a thread of its own. */
  limits: limitsSchemaOf({ usual: 4, most: 16 }),
});
export type SqliteConnection = z.output<typeof sqliteConnectionSchema>;

export async function openSqlite(connection: SqliteConnection, options: OpenOptions): Promise<Source> {
  const file = resolve(options.baseFolder, connection.file);
  if (!existsSync(file)) throw new UserError(`There is no SQLite file ${file}.`);
  const scans = new Limit(connection.limits.maxConnections - 1);
  const rereads = new Limit(1);
  const idle: ReaderThread[] = [];
  const all = new Set<ReaderThread>();

  function reader(): ReaderThread {
    options.signal.throwIfAborted();
    if (closed) throw new Error('The file is closed.');
    const ready = idle.pop() ?? new ReaderThread(file);
    all.add(ready);
    return ready;
  }

  function giveBack(thread: ReaderThread): void {
    if (thread.usable && !thread.busy) return void idle.push(thread);
    all.delete(thread);
    void thread.stop();
  }

  let closed = false;
  const stopAll = async () => {
    closed = true;
    await Promise.all([...all].map((thread) => thread.stop()));
  };
  const onAbort = () => void stopAll();
  options.signal.addEventListener('abort', onAbort, { once: true });

  return {
    engine: 'sqlite',
    describe: async (ref) => {
      const leave = await scans.enter();
      const thread = reader();
      try {
        return await thread.ask({ op: 'describe', ref });
      } finally {
        giveBack(thread);
        leave();
      }
    },
    snapshot: async (purpose) => {
      const leave = await (purpose === 'scan' ? scans : rereads).enter();
      const thread = reader();
      try {
        const { time } = await thread.ask({ op: 'begin' });
        return snapshotOf(thread, time, () => {
          giveBack(thread);
          leave();
        });
      } catch (error) {
        giveBack(thread);
        leave();
        throw error;
      }
    },
    close: async () => {
      options.signal.removeEventListener('abort', onAbort);
      await stopAll();
    },
  };
}

function snapshotOf(thread: ReaderThread, time: string, done: () => void): Snapshot {
  let closed = false;
  return {
    watermark: { position: null, time },
    countRows: (plan, cutoff, slice) => thread.ask({ op: 'count', plan, cutoff, slice }),
    keyRange: (plan) => thread.ask({ op: 'keyRange', plan }),
    sumBuckets: async (plan, partition, slice) => {
      const answer = await thread.ask({ op: 'sums', plan, partition, slice });
      const sums = new BucketSums(partition.buckets + 1, answer);
      sums.counted = answer.counted;
      sums.amounts.add(answer.amount);
      return sums;
    },
    nextSlice: (plan, from, rows) => thread.ask({ op: 'nextSlice', plan, from, rows }),
    sampleBound: (plan, seed, rows) => thread.ask({ op: 'sampleBound', plan, seed, rows }),
    rows: (plan, selection) => thread.rows({ op: 'rows', plan, selection }),
    cancel: async () => thread.stop(),
    close: async () => {
      if (closed) return;
      closed = true;
      if (thread.busy) await thread.stop();
      if (thread.usable) await thread.ask({ op: 'end' }).catch(() => thread.stop());
      done();
    },
  };
}
