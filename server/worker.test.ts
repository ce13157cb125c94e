import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { getActor } from './auth.ts';
import { createContext } from './context.ts';
import { openDatabase } from './db.ts';
import { toAppError } from './error-response.ts';
import { checkReadiness } from './health/check-readiness.ts';
import { applyMigrations } from './migrate/apply-migrations.ts';
import { createMigration } from './migration/create-migration.ts';
import { newId } from './new-id.ts';
import { startPostgres } from './postgres/start-postgres.ts';

const exitOf = async (child: ChildProcess) =>
  await new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));

/** The real process, on a PostgreSQL of its own that is stopped and started again under it. */
it('seals, waits while its database is away, goes on when it is back, and stops when asked to', async () => {
  const home = await mkdtemp(join(tmpdir(), 'parallax-worker-'));
  const first = await startPostgres({ home });
  const url = first.url('postgres');
  await applyMigrations(url);
  const output: string[] = [];
  const env = { ...process.env, DATABASE_URL: url, PARALLAX_DATA_DIR: home, LOG_LEVEL: 'warn', VITEST: '' };
  const worker = spawn(process.execPath, ['server/worker.ts'], { env });
  for (const stream of [worker.stdout, worker.stderr])
    stream.on('data', (data: Buffer) => output.push(data.toString()));
  const exited = exitOf(worker);

  const client = openDatabase(url, 2);
  const admin = { type: 'user' as const, id: newId(), name: 'A', email: 'a@example.org', isAdmin: true };
  const newMigration = async (slug: string) => {
    const input = { slug, name: slug, legacySystem: 'a', targetSystem: 'b', timeZone: 'UTC', currency: 'EUR' };
    return await createMigration(createContext({ actor: admin, db: client }), input);
  };
  const sealed = async (id: string) => await client.auditSeal.count({ where: { migrationId: id } });

  await client.user.create({ data: { id: admin.id, name: 'A', email: admin.email, createdAt: new Date() } });
  const before = await newMigration('before');
  await vi.waitFor(async () => expect(await sealed(before.id)).toBe(1), { timeout: 15_000, interval: 50 });
  const quick = await newMigration('quick');
  const start = performance.now();
  await vi.waitFor(async () => expect(await sealed(quick.id)).toBe(1), { timeout: 5_000, interval: 20 });
  // About half a second on an idle machine; this one runs other tests besides.
  expect(performance.now() - start).toBeLessThan(3_000);

  await first.stop();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(worker.exitCode).toBeNull();
  await expect(newMigration('away')).rejects.toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 5 });
  const withKey = new Headers({ authorization: `Bearer plx_0123456789ab_${'x'.repeat(43)}` });
  const refused: unknown = await getActor(withKey, { db: client }).catch((error: unknown) => error);
  expect(toAppError(refused)).toMatchObject({ code: 'UNAVAILABLE', retryAfterSeconds: 5 });
  expect(await checkReadiness(client)).toMatchObject({ ready: false });

  const second = await startPostgres({ home, port: first.port });
  expect(await checkReadiness(client)).toEqual({ ready: true });
  const after = await newMigration('after');
  await vi.waitFor(async () => expect(await sealed(after.id)).toBe(1), { timeout: 15_000, interval: 50 });

  worker.kill('SIGTERM');
  expect(await exited, output.join('')).toBe(0);
  await client.$disconnect();
  await second.stop();
  await rm(home, { recursive: true, force: true });
}, 120_000);
