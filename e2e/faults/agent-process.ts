// The part of an agent that keeps and delivers, as a process of its own that may be killed. Told what was found over the channel.
import { z } from 'zod';
import { createClient } from '#agent/client/parallax-client.ts';
import { Deliverer } from '#agent/spool/deliverer.ts';
import { Spool } from '#agent/spool/spool.ts';
import { foundSchema, type Told } from './agent-messages.ts';

const given = z
  .object({ folder: z.string(), url: z.string(), key: z.string(), maxBytes: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));
const { signal } = new AbortController();
const tell = (told: Told) => process.send?.(told);
const notice = (text: string) => tell({ type: 'notice', text });

const spool = new Spool({ folder: given.folder, maxBytes: given.maxBytes, maxAgeMs: null, notice });
let unreachable = 0;
const onRetry = () => {
  unreachable += 1;
};
const client = createClient({ ...given, signal, patienceMs: Number.POSITIVE_INFINITY, onRetry });
const deliverer = new Deliverer({ spool, client, notice, signal });
void deliverer.run();

process.on('message', async (message) => {
  const { head, calls } = foundSchema.parse(message);
  const bodies = calls.map(({ path, body }) => ({ path, gzip: false, bytes: Buffer.from(body) }));
  await spool.keep(head, bodies, signal);
  deliverer.nudge();
  tell({ type: 'kept', runId: head.runId });
});

const state = () => {
  const peakBytes = process.resourceUsage().maxRSS * 1_024;
  tell({ type: 'state', ...spool.counts, peakBytes, unreachable });
};
state();
setInterval(state, 100);
