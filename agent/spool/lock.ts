import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { UserError } from '../user-error.ts';

/**
 * One process for each state folder. The lock is one of the operating system's, taken through SQLite: it ends with the process,
 * however that ends, and it holds between containers too, where process numbers say nothing. Answers how to give it back.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  const owner = join(folder, 'owner');
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error) || !/locked|busy/i.test(error.message)) throw error;
    throw new UserError(
      `${folder} is in use by another agent (${ownerOf(owner)}). Stop that one first, or give this one a folder of its own: agent.stateFolder.`,
    );
  }
  writeFileSync(owner, `process ${process.pid}, since ${new Date().toISOString()}`, { mode: 0o600 });
  return () => lock.close();
}

function ownerOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return 'it does not say which';
  }
}
