import { existsSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clearLeftOver } from '#server/postgres/postmaster.ts';
import { Refusal } from '../stack/refusal.ts';
import { claimDataDir } from '../stack/stack-file.ts';

/** Forgets everything the demo knows. Refuses while it runs, and where its data is in a database that is not ours to delete. */
export async function resetDemo(dataDir: string): Promise<void> {
  if (process.env.DATABASE_URL?.trim()) {
    throw new Refusal(
      'DATABASE_URL is set, so the demo keeps its data in your own database, and --reset does not delete that. ' +
        `Empty the database yourself, remove ${dataDir}, and start the demo again.`,
    );
  }
  if (!existsSync(dataDir)) return;
  // Whatever a killed start left running ends here, before its files go.
  await claimDataDir(dataDir, 'the demo');
  await clearLeftOver({ dataDir: join(realpathSync(dataDir), 'postgres', 'data') });
  rmSync(dataDir, { recursive: true, force: true });
}
