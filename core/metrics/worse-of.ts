import { Exact } from '../exact.ts';
import type { Histogram, MetricPoint } from './schema.ts';
import { NO_REQUESTS, type Side, slowerThan } from './slower-than.ts';

/**
 * A minute that was said, and said again: as bad as either word makes it, in all that a criterion judges. It weighs what it weighed: the target keeps
 * the requests that were said first, since with more of them it would carry more and dilute more, and with fewer a failing load would be
 * smaller. Only where more of them failed than there were do these come on top, slow ones. The peak is asked by the legacy side, so there the larger
 * number counts. Said again in whatever order, the same words change it no more.
 */
export function worseOf(before: MetricPoint, after: MetricPoint): MetricPoint {
  const { legacy: _, target: __, lag: ___, ...rest } = before;
  const legacy = largerOf(before.legacy ?? NO_REQUESTS, after.legacy ?? NO_REQUESTS);
  const target = worseSide(before.target ?? NO_REQUESTS, after.target ?? NO_REQUESTS);
  const lag = longerOf(before.lag, after.lag);
  return {
    ...rest,
    ...((before.legacy || saysAnything(legacy)) && { legacy }),
    ...((before.target || saysAnything(target)) && { target }),
    ...(lag && { lag }),
  };
}

const saysAnything = ({ requests, failedTransactions }: Side) => requests + failedTransactions > 0;

function worseSide(was: Side, is: Side): Side {
  const requests = Math.max(was.requests, is.errors);
  const added = requests - was.requests;
  const worse = (before: number, after: number) =>
    Math.max(Math.min(requests, Math.max(before + added, after, scaled(after, is.requests, requests))), before);
  return {
    requests,
    errors: worse(was.errors, is.errors),
    failedTransactions: Math.max(worse(was.failedTransactions, is.failedTransactions), is.failedTransactions),
    latency: latencyOf(was, is, requests, worse),
  };
}

/** As large a share of `requests`, rounded up: `part` of `whole`. */
function scaled(part: number, whole: number, requests: number): number {
  return whole === 0 ? 0 : Number((BigInt(part) * BigInt(requests) + BigInt(whole) - 1n) / BigInt(whole));
}

/** No criterion judges how the legacy side did, only how much it carried. */
function largerOf(was: Side, is: Side): Side {
  const requests = Math.max(was.requests, is.requests);
  return {
    requests,
    errors: Math.max(was.errors, is.errors),
    failedTransactions: Math.max(was.failedTransactions, is.failedTransactions),
    latency: latencyOf(was, is, requests, Math.max),
  };
}

/** So many requests in buckets, of which so many are slower than each bound as `worse` makes of both. */
function latencyOf(was: Side, is: Side, requests: number, worse: (before: number, after: number) => number): Histogram {
  const bounds = [...was.latency, ...is.latency].flatMap(({ upToMs }) => (upToMs === null ? [] : [upToMs]));
  bounds.sort((a, b) => new Exact(a).cmp(b));
  let left = requests;
  const buckets = bounds.map((upToMs) => {
    const slower = worse(slowerThan(was, upToMs), slowerThan(is, upToMs));
    const count = left - slower;
    left = slower;
    return { upToMs, count };
  });
  return [...buckets, { upToMs: null, count: left }].filter(({ count }) => count > 0);
}

function longerOf(was: MetricPoint['lag'], is: MetricPoint['lag']): MetricPoint['lag'] {
  if (!was || !is) return was ?? is;
  return {
    p50Ms: Math.max(was.p50Ms, is.p50Ms),
    p95Ms: Math.max(was.p95Ms, is.p95Ms),
    maxMs: Math.max(was.maxMs, is.maxMs),
  };
}
