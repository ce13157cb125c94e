#!/usr/bin/env node
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`parallax needs Node 22.18 or newer; this is ${process.versions.node}.`);
  // For a gate 2 says that it is not known; for everything else any number but 0 says that it failed.
  process.exit(2);
}
module.enableCompileCache?.();
await import('./bin.ts');
