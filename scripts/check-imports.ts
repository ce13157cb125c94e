// Enforces "The shape" and "How code is written" of CONTRIBUTING.md, as far as a machine can. No exceptions, no allowlist.
import { checkTree } from './import-rule/check-tree.ts';

const { violations, files } = checkTree(process.cwd());
for (const { path, line, sentence } of violations) console.error(`${path}:${line} ${sentence}`);
console.log(`${files} files, ${violations.length} violations of the rules in CONTRIBUTING.md`);
process.exit(violations.length === 0 ? 0 : 1);
