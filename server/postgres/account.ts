import { readFileSync } from 'node:fs';
import { PostgresError } from './postgres-error.ts';

/** PostgreSQL refuses to run as root: as root it gets the first of these accounts that the machine has. */
const CANDIDATES = ['parallax', 'postgres', 'nobody'];

export type Account = { uid: number; gid: number };

/** Whom PostgreSQL runs as; null: as whoever we are. */
export function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const entries = new Map(lines.map((line) => line.split(':')).map((fields) => [fields[0], fields]));
  for (const name of CANDIDATES) {
    const fields = entries.get(name);
    if (fields?.[2] && fields[3]) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new PostgresError(
    `PostgreSQL does not run as root, and this machine has no account ${CANDIDATES.join(', ')}. ` +
      'Create one (useradd --system parallax), or start as another user.',
  );
}
