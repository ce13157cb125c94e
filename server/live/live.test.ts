import { afterAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '#core/errors.ts';
import { createContext } from '../context.ts';
import { db } from '../db.ts';
import { handleTrpc } from '../http/handle-trpc.ts';
import { removeMember } from '../member/remove-member.ts';
import { signedIn } from '../testing/call.ts';
import { makeDatasets, makeKey, makeMember, makeMigration, makeUser } from '../testing/factory.ts';
import { followChanges } from './follow-changes.ts';
import type { LiveEvent } from './live-event.ts';
import { LiveHub, liveHub } from './live-hub.ts';

const hub = new LiveHub(process.env.DATABASE_URL ?? '');
afterAll(async () => {
  await hub.close();
  await liveHub().close();
});

type Options = { migrationId?: string; lastEventId?: string; recheckMs?: number; checkActor?: () => Promise<void> };

/** Reads in the background; waits until the connection listens. */
async function follow(actor: Parameters<typeof createContext>[0]['actor'], options: Options = {}) {
  const stop = new AbortController();
  const heard: LiveEvent[] = [];
  const checkActor = options.checkActor ?? (async () => {});
  const reading = (async () => {
    for await (const event of followChanges(createContext({ actor }), {
      ...options,
      checkActor,
      signal: stop.signal,
      hub,
    })) {
      heard.push(event);
    }
  })();
  const ended = reading.then(
    () => null,
    (error: unknown) => error,
  );
  await vi.waitFor(async () => {
    const rows = await db.$queryRaw<
      unknown[]
    >`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
    expect(rows.length).toBeGreaterThan(0);
  }, 10_000);
  const end = async () => {
    stop.abort();
    return await ended;
  };
  return { heard, stop: end, ended };
}

const soon = async (check: () => void) => await vi.waitFor(check, { timeout: 5_000, interval: 10 });

describe('live changes', () => {
  it('reach whoever may read the migration within two seconds of the commit, and nobody else', async () => {
    const one = await makeMigration();
    const two = await makeMigration();
    const mine = await follow(one.lead);
    const theirs = await follow(two.lead);
    const start = performance.now();
    await makeDatasets(one, [{ name: 'payouts' }]);
    await soon(() =>
      expect(mine.heard.at(-1)).toMatchObject({ topic: 'plan', migrationId: one.id, ids: [expect.any(String)] }),
    );
    expect(performance.now() - start).toBeLessThan(2_000);
    await makeKey(two);
    await soon(() => expect(theirs.heard.at(-1)).toMatchObject({ migrationId: two.id }));
    expect(theirs.heard.every(({ migrationId }) => migrationId === two.id)).toBe(true);
    expect(mine.heard.every(({ migrationId }) => migrationId === one.id)).toBe(true);
    expect([await mine.stop(), await theirs.stop()]).toEqual([null, null]);
  });

  it('can be narrowed to one migration, which must be one of the reader', async () => {
    const one = await makeMigration();
    const stranger = await makeUser();
    const refused = await (await follow(stranger, { migrationId: one.id })).ended;
    expect(refused).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tell after a break what was missed, or to ask for everything', async () => {
    const one = await makeMigration();
    await makeDatasets(one, [{ name: 'a' }]);
    const last = await db.outboxEvent.findFirstOrThrow({ where: { migrationId: one.id }, orderBy: { id: 'desc' } });
    await makeDatasets(one, [{ name: 'b' }]);
    const back = await follow(one.lead, { lastEventId: String(last.id) });
    await soon(() => expect(back.heard.map(({ id }) => BigInt(id) > last.id)).toContain(true));
    await back.stop();
    for (const lastEventId of ['999999999', '0', 'x; DROP TABLE outbox_event']) {
      const lost = await follow(one.lead, { lastEventId });
      await soon(() => expect(lost.heard).toMatchObject([{ topic: 'all', migrationId: null, ids: [] }]));
      await lost.stop();
    }
  });

  it('end for a member who is removed, and with the session', async () => {
    const one = await makeMigration();
    const member = await makeMember(one.id, 'bi');
    const follower = await follow(member, { migrationId: one.id });
    await removeMember(createContext({ actor: one.lead }), { migrationId: one.id, userId: member.id });
    expect(await follower.ended).toMatchObject({ code: 'NOT_FOUND' });
    expect(follower.heard).toEqual([]);

    let isValid = true;
    const checkActor = async () => {
      if (!isValid) throw new AppError('UNAUTHENTICATED', 'Sign in again.');
    };
    const lead = await follow(one.lead, { checkActor });
    isValid = false;
    await makeKey(one);
    expect(await lead.ended).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('end with the session also while nothing happens', async () => {
    const one = await makeMigration();
    let isValid = true;
    let asked = 0;
    const checkActor = async () => {
      asked += 1;
      if (!isValid) throw new AppError('UNAUTHENTICATED', 'Sign in again.');
    };
    const quiet = await follow(one.lead, { migrationId: one.id, checkActor, recheckMs: 20 });
    await soon(() => expect(asked).toBeGreaterThan(2));
    isValid = false;
    expect(await quiet.ended).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('survive a lost connection, and say that something may have been missed', async () => {
    const one = await makeMigration();
    const reader = await follow(one.lead);
    await db.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
    await vi.waitFor(() => expect(reader.heard.at(-1)).toMatchObject({ topic: 'all' }), 10_000);
    await makeKey(one);
    await soon(() => expect(reader.heard.at(-1)).toMatchObject({ topic: 'plan', migrationId: one.id }));
    await reader.stop();
  });

  it('tell a reader that does not keep up to ask for everything, instead of growing', async () => {
    const one = await makeMigration();
    const slow = hub.read(new AbortController().signal);
    const first = slow.next();
    await db.$executeRaw`SELECT pg_notify('parallax_live', json_build_object('id', n::text, 'topic', 'run', 'migrationId', ${one.id}::text, 'ids', '[]'::json)::text) FROM generate_series(1, 1200) n`;
    expect((await first).done).toBe(false);
    await soon(() => expect(hub.lastId).toBe('1200'));
    const rest: string[] = [];
    for (let i = 0; i < 300; i += 1) {
      const next = await Promise.race([slow.next(), new Promise<null>((resolve) => setTimeout(resolve, 100, null))]);
      if (!next) break;
      rest.push(next.value?.topic ?? '');
    }
    expect(rest.length).toBeLessThanOrEqual(501);
    expect(rest).toContain('all');
  });

  it('come over SSE with tracked ids', async () => {
    const one = await makeMigration();
    const stop = new AbortController();
    const headers = await signedIn(one.lead.id);
    const input = encodeURIComponent(JSON.stringify({ migrationId: one.id }));
    const response = await handleTrpc(
      new Request(`http://parallax.test/api/trpc/live.changes?input=${input}`, { headers, signal: stop.signal }),
    );
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (wanted: RegExp) => {
      while (!wanted.test(text)) text += (await reader?.read())?.value ?? '';
    };
    await until(/connected/);
    await vi.waitFor(async () => {
      const rows = await db.$queryRaw<
        unknown[]
      >`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
      expect(rows.length).toBeGreaterThan(1);
    }, 10_000);
    await makeDatasets(one, [{ name: 'payouts' }]);
    await until(/data: \{"topic":"plan".*\n[\s\S]*id: \d+|id: \d+[\s\S]*"topic":"plan"/);
    expect(text).toContain(one.id);
    stop.abort();
    await reader?.cancel().catch(() => {});
  });
});
