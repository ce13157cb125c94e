// npm test: everything. npm test -- unit: one stage. The last line is the count.
import { mkdirSync } from 'node:fs';
import { runBenches } from './test-stages/bench.ts';
import { runChecks } from './test-stages/check.ts';
import { prepareJourneys, runJourneys } from './test-stages/journeys.ts';
import { stopTools } from './test-stages/run-tool.ts';
import { type Outcome, STAGES, type StageName, total } from './test-stages/stage.ts';
import { runVitest } from './test-stages/vitest.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !STAGES.some((stage) => stage === name));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(', ')}. Stages: ${STAGES.join(', ')}.`);
  process.exit(1);
}
const wanted = (stage: StageName) => asked.length === 0 || asked.includes(stage);
const live = asked.length === 1;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopTools();
    process.exit(1);
  });
}
process.once('disconnect', () => {
  stopTools();
  process.exit(1);
});
process.channel?.unref();

const outcomes: Outcome[] = [];
function note(outcome: Outcome): void {
  outcomes.push(outcome);
  const { name, passed, failed, skipped, seconds, output } = outcome;
  const counts = [`${passed} passed`, failed > 0 ? `${failed} failed` : '', skipped > 0 ? `${skipped} skipped` : ''];
  const line = `${failed > 0 ? '✗' : '✓'} ${name.padEnd(24)} ${counts.filter(Boolean).join(', ')}`;
  console.log(`${line.padEnd(64)} ${seconds.toFixed(1).padStart(6)} s`);
  if (failed > 0 && output) console.log(`\n${output.replace(/^/gm, '    ')}\n`);
}

mkdirSync('test-results', { recursive: true });
const started = performance.now();
// Two lanes for two cores; the browser, whose time limits are real, has the machine to itself.
await Promise.all([
  (async () => {
    if (wanted('check')) await runChecks(note);
    if (wanted('bench') || wanted('e2e')) await prepareJourneys();
    if (wanted('bench')) note(await runBenches());
  })(),
  (async () => {
    for (const stage of ['unit', 'server', 'agent'] as const) if (wanted(stage)) note(await runVitest(stage, live));
  })(),
]);
if (wanted('e2e')) note(await runJourneys(live));

const { passed, failed, skipped } = total(outcomes);
console.log(`\n${Math.round((performance.now() - started) / 1000)} s in all`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed > 0 ? 1 : 0);
