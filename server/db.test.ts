import { expect, it } from 'vitest';
import { openDatabase } from './db.ts';
import { createEmptyDatabase } from './testing/database.ts';
import { onServer } from './testing/on-server.ts';

it('keeps instants exact on a server whose own zone is not UTC', async () => {
  const url = await createEmptyDatabase();
  const name = new URL(url).pathname.slice(1);
  await onServer(url, (client) => client.query(`ALTER DATABASE ${name} SET TimeZone TO 'America/New_York'`));
  const db = openDatabase(url, 1);
  const at = new Date('2026-07-01T12:34:56.789Z');
  const [row] = await db.$queryRaw<{ back: Date; text: Date; same: boolean }[]>`
    SELECT ${at}::timestamptz AS back, ${at.toISOString()}::timestamptz AS text,
           ${at}::timestamptz = ${at.toISOString()}::timestamptz AS same`;
  await db.$disconnect();
  expect(row).toEqual({ back: at, text: at, same: true });
});
