#!/usr/bin/env node
import { requireNode } from './require-node.mjs';

requireNode('parallax-agent');
await import('./cli.ts');
