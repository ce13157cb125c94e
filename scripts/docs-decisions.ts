// node scripts/bootstrap.mjs scripts/docs-decisions.ts: writes docs/decisions/README.md, the index of the decision records.
import { writeFileSync } from 'node:fs';
import { readDecisions } from './decisions/read-decisions.ts';
import { writeIndex } from './decisions/write-index.ts';

const { decisions, problems } = readDecisions('docs/decisions');
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
writeFileSync('docs/decisions/README.md', writeIndex(decisions));
console.log(`docs/decisions/README.md lists ${decisions.length} decisions.`);
