/**
 * Collects what arrives in bursts: the first item is handed on at once, what follows within `gapMs` comes together at its end.
 * A page is up to date at once and is not asked to refetch for every single run of a busy agent.
 */
export function coalesce<T>(gapMs: number, handle: (items: ReadonlySet<T>) => void) {
  let waiting = new Set<T>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    const items = waiting;
    waiting = new Set();
    timer = items.size > 0 ? setTimeout(flush, gapMs) : undefined;
    if (items.size > 0) handle(items);
  }

  return {
    add(item: T) {
      waiting.add(item);
      if (timer === undefined) flush();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
    },
  };
}
