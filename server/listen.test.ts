import { expect, it, vi } from 'vitest';
import { listen } from './listen.ts';
import { createEmptyDatabase } from './testing/database.ts';
import { onServer } from './testing/on-server.ts';

const notify = (url: string, payload: string) =>
  onServer(url, (client) => client.query('SELECT pg_notify($1, $2)', ['news', payload]));

it('passes on what is sent, and listens again after its connection was cut', async () => {
  const url = await createEmptyDatabase();
  const heard: string[] = [];
  let connections = 0;
  const listening = listen({
    url,
    channel: 'news',
    onPayload: (payload) => heard.push(payload),
    onConnected: () => {
      connections += 1;
    },
  });
  try {
    await vi.waitFor(() => expect(connections).toBe(1), 10_000);
    await notify(url, 'first');
    await vi.waitFor(() => expect(heard).toEqual(['first']), 10_000);

    const cut = await onServer(url, (client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'",
      ),
    );
    expect(cut.rowCount).toBe(1);
    await vi.waitFor(() => expect(connections).toBe(2), 10_000);
    await notify(url, 'second');
    await vi.waitFor(() => expect(heard).toEqual(['first', 'second']), 10_000);
  } finally {
    await listening.stop();
  }
});
