#!/usr/bin/env node
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`parallax-agent needs Node 22.18 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}
// Starting takes half the time when what was compiled and stripped of types once is kept.
module.enableCompileCache?.();
await import('./cli.ts');
