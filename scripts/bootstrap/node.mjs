import { existsSync } from 'node:fs';
import { inProject } from './paths.mjs';
import { Refusal } from './refusal.mjs';

/** Older versions cannot strip types, or only behind a flag. */
const OLDEST = [22, 18];

/** The Node that runs everything after installation: the pinned one, or the caller's own where none is published. */
export function pinnedNode() {
  const pinned = inProject(`node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return process.execPath;
  throw new Refusal(
    `There is no pinned Node for ${process.platform}-${process.arch}, and yours is ${process.versions.node}. ` +
      `Install Node 24 (at least ${OLDEST.join('.')}) and run the command again.`,
  );
}
