import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { roleSchema } from '#core/member/schema.ts';

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
export const MEMBERS = [
  { role: 'lead', name: 'Lerato Khumalo' },
  { role: 'engineer', name: 'Elif Bakker' },
  { role: 'finance', name: 'Farid Naidoo' },
  { role: 'bi', name: 'Beatriz Costa' },
  { role: 'stakeholder', name: 'Sofia Laurent' },
  { role: 'auditor', name: 'Anders Hansen' },
].map(({ role, name }) => ({ role: roleSchema.parse(role), name, email: `${role}@demo.example` }));
