#!/usr/bin/env node
import { requireNode } from '../require-node.mjs';

requireNode('parallax');
await import('./bin.ts');
