import { setTimeout as sleep } from 'node:timers/promises';
import type { RunReceipt } from '../../core/run/schema.ts';
import { dayOf } from '../../core/time/day.ts';
import { HOUR_MS } from '../../core/time/units.ts';
import { callsOfRun } from '../client/calls-of-run.ts';
import { type ClientOptions, createClient } from '../client/parallax-client.ts';
import type { Executed } from '../job/job.ts';
import { Deliverer, type Settled } from './deliverer.ts';
import { Spool, type SpoolOptions } from './spool.ts';

/** While Parallax cannot be reached this is said again so often. */
const NOTICE_EVERY_MS = 600_000;
/** A receipt that comes this soon is shown with the result. */
const SOON_MS = 5_000;

type Options = SpoolOptions & Pick<ClientOptions, 'url' | 'key' | 'signal'>;

/** Results on their way to Parallax: first on disk, then sent. */
export type Outbox = {
  /** Resolves once the result is on disk to stay. `receipt`: null if it did not arrive soon. */
  keep(executed: Executed, timeZone: string): Promise<{ receipt: Promise<RunReceipt | null> }>;
  /** As `keep`, and waits for the answer until nothing has moved for so long. */
  deliver(executed: Executed, timeZone: string, patienceMs: number): Promise<RunReceipt | null>;
  /** Waits until nothing waits any more, or nothing has moved for so long. */
  drain(patienceMs: number): Promise<void>;
  counts: () => Spool['counts'];
};

/** Opens the spool of a state folder, delivers from it while `work` runs, and closes it whatever happens. */
export async function withOutbox<T>(options: Options, work: (outbox: Outbox) => Promise<T>): Promise<T> {
  const { notice } = options;
  const spool = new Spool(options);
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  let noticedMs = 0;
  const client = createClient({
    ...options,
    signal,
    patienceMs: HOUR_MS,
    onRetry: (text) => {
      if (Date.now() - noticedMs < NOTICE_EVERY_MS) return;
      noticedMs = Date.now();
      notice(`${text}. ${spool.counts.waiting} results wait on disk.`);
    },
  });
  const post: typeof client.post = async (path, body) => {
    const answer = await client.post(path, body);
    if (noticedMs > 0) notice(`Parallax answers. ${spool.counts.waiting} results wait on disk and are sent now.`);
    noticedMs = 0;
    return answer;
  };
  const deliverer = new Deliverer({ spool, client: { post }, notice, signal });
  if (spool.counts.waiting > 0) notice(`${spool.counts.waiting} results of earlier wait on disk and are sent first.`);
  const running = deliverer.run();
  try {
    return await work(outboxOf(spool, deliverer, options));
  } finally {
    stop.abort();
    await running;
    await spool.close();
  }
}

function outboxOf(spool: Spool, deliverer: Deliverer, { notice, signal }: Options): Outbox {
  const stalled = (patienceMs: number) => Date.now() - deliverer.progressMs > patienceMs;
  const keep = async (executed: Executed, timeZone: string) => {
    const seq = await spool.keep(...kept(executed, timeZone, spool, notice), signal);
    deliverer.nudge();
    return seq;
  };
  return {
    counts: () => spool.counts,
    keep: async (executed, timeZone) => {
      const seq = await keep(executed, timeZone);
      const untilMs = Date.now() + SOON_MS;
      return { receipt: answered(deliverer, seq, signal, () => Date.now() > untilMs) };
    },
    deliver: async (executed, timeZone, patienceMs) => {
      const seq = await keep(executed, timeZone);
      const startMs = Date.now();
      return await answered(deliverer, seq, signal, () => stalled(patienceMs) && Date.now() - startMs > patienceMs);
    },
    drain: async (patienceMs) => {
      const startMs = Date.now();
      while (spool.counts.waiting > 0 && !(stalled(patienceMs) && Date.now() - startMs > patienceMs)) {
        await sleep(50, undefined, { signal });
      }
    },
  };
}

/** Splits a result into what the spool must know and the calls that tell Parallax. */
function kept(executed: Executed, timeZone: string, spool: Spool, notice: (text: string) => void) {
  const { run, job, verdict } = executed;
  const asOfMs = Math.min(Date.parse(run.asOf.legacy.time), Date.parse(run.asOf.target.time));
  const label = `${job.dataset.name} ${job.kind}`;
  const head = {
    runId: run.runId,
    checkId: run.checkId,
    label,
    day: dayOf(asOfMs, timeZone),
    clean: verdict === 'match' || run.failure !== undefined,
  };
  const calls = callsOfRun(run, executed.differences);
  const bytes = calls.reduce((sum, call) => sum + call.bytes.length, 0);
  if (bytes <= spool.largestBytes || run.kind !== 'field_level') return [head, calls] as const;
  notice(
    `${label}: its ${executed.differences.length} listed differences do not fit into spool.maxBytes. The result is sent with its counts and groups, without the list.`,
  );
  return [head, callsOfRun({ ...run, differencesComplete: false }, [])] as const;
}

async function answered(
  deliverer: Deliverer,
  seq: number,
  signal: AbortSignal,
  isTooLate: () => boolean,
): Promise<RunReceipt | null> {
  let settled: Settled | undefined;
  let wake = () => {};
  const unwatch = deliverer.watch(seq, (one) => {
    settled = one;
    wake();
  });
  try {
    while (!settled && !signal.aborted && !isTooLate()) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([woken, sleep(250, undefined, { signal }).catch(() => {})]);
    }
  } finally {
    unwatch();
  }
  return settled?.type === 'delivered' ? settled.receipt : null;
}
