import { expect, it } from 'vitest';
import type { Snapshot, Source } from './connector/connector.ts';
import { addressOf, mysqlConnectionSchema } from './connector/mysql/address.ts';
import { ask } from './connector/mysql/ask.ts';
import { connect } from './connector/mysql/connect.ts';
import { askWhole, SELECT } from './connector/mysql/prove-whole.ts';
import { prepareSession, proveSession } from './connector/mysql/session.ts';
import { CopyOut } from './connector/postgresql/copy-out.ts';
import type { RowBatch, RowStream } from './row/row-batch.ts';
import { legacyPairs, openBothSides } from './testing/both-sides.ts';
import { describeEngines } from './testing/database-kit.ts';
import { createMariadbDatabase, hasMariadb } from './testing/mariadb-database.ts';
import { runCheck } from './testing/run-check.ts';

/** A database between which and the agent something cuts answers off. */
function cutting(source: Source, cut: (snapshot: Snapshot) => Partial<Snapshot>): Source {
  return {
    ...source,
    snapshot: async (purpose) => {
      const snapshot = await source.snapshot(purpose);
      return { ...snapshot, ...cut(snapshot) };
    },
  };
}

const withoutLast: (rows: RowStream) => RowStream = async function* (rows) {
  let before: RowBatch | undefined;
  for await (const batch of rows) {
    if (before) yield before;
    before = batch;
  }
  if (before) yield { ...before, starts: before.starts.slice(0, -1), ends: before.ends.slice(0, -1) };
};

const cuts: Record<string, (snapshot: Snapshot) => Partial<Snapshot>> = {
  'the pass': (snapshot) => ({
    sumBuckets: async (...asked) => {
      const sums = await snapshot.sumBuckets(...asked);
      sums.set(
        sums.counts.findLastIndex((rows) => rows > 0),
        0,
        0n,
      );
      return sums;
    },
  }),
  'the rows': (snapshot) => ({ rows: (...asked) => withoutLast(snapshot.rows(...asked)) }),
};

describeEngines(legacyPairs, '$engines.0 to PostgreSQL, $hash', ({ engines: [engine], hash }) => {
  it('an answer that is cut off on either side, or on both alike, is no match and no difference', async () => {
    const { fill, sides } = await openBothSides(engine, hash);
    const rows = Array.from({ length: 400 }, (_, i) => `(${i}, ${i})`).join(', ');
    await fill('create table cut (id int primary key, v int)', `insert into cut values ${rows}`, {
      target: 'update cut set v = -1 where id >= 390',
    });
    expect((await runCheck('field_level', { name: 'cut' }, sides)).run.counts).toMatchObject({ modified: 10 });
    for (const [what, cut] of Object.entries(cuts)) {
      for (const which of [['legacy'], ['target'], ['legacy', 'target']] as const) {
        const through = { ...sides };
        for (const side of which) through[side] = cutting(sides[side], cut);
        for (const options of [{}, { lagMs: 1 }, { sampling: { rows: 1_000, seed: 's' } }]) {
          // A sample has no pass, and how many of its rows the target has is what it asks.
          if ('sampling' in options && (what === 'the pass' || !which.some((side) => side === 'legacy'))) continue;
          const { run, verdict } = await runCheck('field_level', { name: 'cut' }, through, options);
          expect([what, which, verdict]).toEqual([what, which, 'not_evaluated']);
          expect(run.failure?.message).toMatch(
            new RegExp(`${which[0]} side: of \\d+ rows of .*cut.* \\d+\\. Neither proves`),
          );
        }
      }
    }
  });
});

it('PostgreSQL says how many rows it sent: fewer that arrive are no answer', async () => {
  const copy = new CopyOut('copy t to stdout');
  copy.handleCommandComplete({ text: 'COPY 2' });
  copy.handleReadyForQuery();
  await expect(copy[Symbol.asyncIterator]().next()).rejects.toThrow('with 2 rows, 0 of them arrived');
});

it.skipIf(!hasMariadb)('MariaDB says how many rows it found, and what its session was made of', async () => {
  const { url, exec } = await createMariadbDatabase();
  await exec('create table t (id int primary key); insert into t select seq from seq_1_to_20');
  const address = addressOf(mysqlConnectionSchema.parse({ engine: 'mariadb', url }), '/');
  const connection = await connect(address, 'agent test');
  await ask(connection, 'set sql_select_limit = 0');
  await prepareSession(connection, 10_000);
  await expect(proveSession(connection)).resolves.toBeUndefined();
  expect(await askWhole(connection, `${SELECT} id from t`)).toHaveLength(20);
  await ask(connection, 'set sql_select_limit = 5');
  await expect(askWhole(connection, `${SELECT} id from t`)).rejects.toThrow('with 20 rows, 5 of them arrived');
  await expect(proveSession(connection)).rejects.toThrow(/only some of the variables .* sql_select_limit/);
  await ask(connection, "set sql_select_limit = default, time_zone = '+01:00'");
  await expect(proveSession(connection)).rejects.toThrow('variable time_zone is "+01:00"');
  connection.destroy();
});
