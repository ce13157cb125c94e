import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { Spool } from '../spool/spool.ts';
import { callsOf, forever, headOf, MIB } from './spool-fixtures.ts';

// Keeps results of several calls, four at a time, and says which are kept, until it is killed. Arguments: folder, first number.
const [folder = '', from = '0'] = process.argv.slice(2);
const spool = new Spool({ folder, maxBytes: 512 * MIB, maxAgeMs: null, notice: (text) => say(`notice ${text}`) });
const say = (line: string) => writeSync(1, `${line}\n`);

let next = Number(from);
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (;;) {
      const runId = String(next++);
      // Many small calls: most of the time goes into writing, so that most kills fall into it.
      const calls = callsOf(runId, [50]).concat(
        Array.from({ length: 100 }, () => ({ path: 'ingest/more', gzip: true, bytes: randomBytes(1_000) })),
      );
      await spool.keep(headOf(runId, { clean: false }), calls, forever);
      say(`kept ${runId}`);
    }
  }),
);
