// npm run bench: measures everything. npm run bench -- NAME [--quick] [--seed N] [--count N]: one bench, docs/bench.md says which.
import { parseArgs } from 'node:util';
import type { Bench } from './bench/bench.ts';
import { benches } from './bench/registry.ts';
import { type Report, reportOf, tableOf, writeReport } from './bench/report.ts';
import { runApart } from './bench/run-apart.ts';
import { Refusal } from './stack/refusal.ts';
import { listenForStop } from './stack/until-stopped.ts';
import { stopTools } from './test-stages/run-tool.ts';

const signal = listenForStop();
signal.addEventListener('abort', stopTools);
const started = performance.now();
const secondsSince = (from: number) => Math.round((performance.now() - from) / 1_000);
const say = (line: string) => console.error(`${String(secondsSince(started)).padStart(5)} s  ${line}`);

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, seed: { type: 'string' }, count: { type: 'string' } },
  });
  const [name, ...args] = positionals;
  const seed = numberOf('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31);
  const options = { quick: values.quick, seed, count: numberOf('count', values.count), args, say, signal };
  const broken: string[] = [];
  const reports: Report[] = [];
  if (name === undefined) {
    for (const each of Object.keys(benches)) {
      signal.throwIfAborted();
      const report = await runApart([each], options);
      if (report) reports.push(report);
      else broken.push(each);
    }
  } else {
    const load = new Map(Object.entries<() => Promise<Bench>>(benches)).get(name);
    if (!load) throw new Refusal(`There is no bench "${name}". Benches: ${Object.keys(benches).join(', ')}.`);
    const bench = await load();
    say(`${name}: ${bench.about} (seed ${seed})`);
    const figures = await bench.run(options);
    const seconds = secondsSince(started);
    const report = reportOf({ bench: [name, ...args].join('-'), quick: values.quick, seed, seconds }, figures);
    say(`written to ${writeReport(report)}`);
    reports.push(report);
  }
  console.log(`\n${tableOf(reports)}\n`);
  if (broken.length > 0) console.error(`Broken: ${broken.join(', ')}`);
  const missed = reports.flatMap(({ figures }) => figures).filter(({ met }) => met === false).length;
  process.exit(missed > 0 || broken.length > 0 ? 1 : 0);
} catch (error) {
  if (signal.aborted) process.exit(130);
  if (!(error instanceof Refusal)) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(1);
}

function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Refusal(`--${name} must be a whole number.`);
}
