import module from 'node:module';

/** Ends the process where Node cannot run TypeScript: with 2, which says "could not compare", and for a gate "not known". */
export function requireNode(program) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 18)) {
    console.error(`${program} needs Node 22.18 or newer; this is ${process.versions.node}.`);
    process.exit(2);
  }
  // Starting takes half the time when what was compiled and stripped of types once is kept.
  module.enableCompileCache?.();
}
