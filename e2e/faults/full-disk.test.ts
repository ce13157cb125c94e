import { expect, test } from 'vitest';
import { onServer } from '#server/testing/on-server.ts';
import { openOwnPostgres } from './own-postgres.ts';
import { openSmallDisk } from './small-disk.ts';
import { startWeb } from './web.ts';

const disk = await openSmallDisk();
if (!disk) console.warn('What /readyz says of a full disk is skipped: no small disk can be mounted here.');

/** Until the log of the database finds no room for its next segment, and the database ends itself. */
async function fillLog(url: string): Promise<void> {
  await onServer(url, async (client) => {
    await client.query('CREATE TABLE filler (n int)');
    for (let i = 0; i < 500; i += 1) {
      await client.query('INSERT INTO filler SELECT 1');
      await client.query('SELECT pg_switch_wal()');
    }
  }).catch(() => {});
}

test.skipIf(!disk)(
  '/readyz tells a database that ended for want of room from one that is away',
  async () => {
    if (!disk) return;
    const postgres = await openOwnPostgres(disk.path);
    const web = await startWeb({ databaseUrl: postgres.url, dataDir: disk.path });
    const ready = async () => {
      const answer = await fetch(`${web.url}/readyz`);
      const { reason = null } = (await answer.json()) as { reason?: string };
      return [answer.status, reason];
    };
    const away = 'The database cannot be reached.';
    try {
      await expect.poll(ready, { timeout: 10_000 }).toEqual([200, null]);
      await postgres.kill();
      await expect.poll(ready, { timeout: 10_000 }).toEqual([503, away]);
      await postgres.start();
      await expect.poll(ready, { timeout: 10_000 }).toEqual([200, null]);

      await disk.fill();
      await fillLog(postgres.url);
      await expect.poll(() => postgres.isAlive(), { timeout: 20_000 }).toBe(false);
      await expect
        .poll(ready, { timeout: 10_000 })
        .toEqual([503, `${away} There is no room on the disk of PARALLAX_DATA_DIR.`]);
      await disk.makeRoom();
      await expect.poll(ready, { timeout: 10_000 }).toEqual([503, away]);
      await postgres.start();
      await expect.poll(ready, { timeout: 10_000 }).toEqual([200, null]);
    } finally {
      await web.kill();
      await postgres.close().catch(() => {});
      await disk.close();
    }
  },
  180_000,
);
