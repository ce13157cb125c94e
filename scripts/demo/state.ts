import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Role } from '#core/permissions.ts';

const stateSchema = z.object({
  seed: z.string(),
  /** When the business first began to live. */
  liveSince: z.iso.datetime(),
  /** Of every demo account. */
  password: z.string(),
  targetPassword: z.string(),
  readerPassword: z.string(),
  maskingKey: z.string(),
  /** The key of agent and workload; null until there is one. */
  key: z.string().nullable(),
});
export type DemoState = z.infer<typeof stateSchema>;

/** What the demo has to remember between starts. Secrets included, so only the owner may read it. */
export function loadState(file: string): DemoState {
  if (existsSync(file)) return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secret = () => randomBytes(18).toString('base64url');
  const words = Array.from({ length: 3 }, () => randomBytes(3).toString('hex')).join('-');
  const state = {
    seed: 'parallax',
    liveSince: new Date().toISOString(),
    password: words,
    targetPassword: secret(),
    readerPassword: secret(),
    maskingKey: secret(),
    key: null,
  };
  saveState(file, state);
  return state;
}

export function saveState(file: string, state: DemoState): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** One person per role, and one who runs the instance. */
export const ADMIN = { name: 'Anna Adams', email: 'admin@demo.example' };
export const LEAD = memberOf('lead', 'Lerato Khumalo');
export const MEMBERS = [
  LEAD,
  memberOf('engineer', 'Elif Bakker'),
  memberOf('finance', 'Farid Naidoo'),
  memberOf('bi', 'Beatriz Costa'),
  memberOf('stakeholder', 'Sofia Laurent'),
  memberOf('auditor', 'Anders Hansen'),
];

function memberOf(role: Role, name: string) {
  return { role, name, email: `${role}@demo.example` };
}
