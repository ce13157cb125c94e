import { writeSync } from 'node:fs';
import { Spool } from '../spool/spool.ts';
import { callsOf, forever, headOf, MIB } from './spool-fixtures.ts';

// Keeps small results, then larger ones, as many results as it is told, one after the other, says what happens, and ends. Arguments: folder, how many.
const [folder = '', count = '0'] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
const spool = new Spool({ folder, maxBytes: 512 * MIB, maxAgeMs: null, notice: (text) => say(`notice ${text}`) });
for (let i = 0; i < Number(count); i += 1) {
  await spool.keep(headOf(String(i)), callsOf(String(i), [i < 5 ? 500 : 12_000]), forever);
  say(`kept ${i}`);
}
await spool.close();
