export type Notice = { kind: 'done' | 'failed'; message: string };

type Show = (notice: Notice) => void;
let show: Show | undefined;
let open: (() => void) | undefined;
const waiting: Notice[] = [];

/** Tells the reader what came of something they did. What they must act on belongs into the page, not here. */
export function notify(kind: Notice['kind'], message: string): void {
  if (show) show({ kind, message });
  else {
    waiting.push({ kind, message });
    open?.();
  }
}

/** The place for notices is loaded with the first one: `onFirst` is called then. */
export function whenFirstNotice(onFirst: () => void): () => void {
  open = onFirst;
  return () => {
    open = undefined;
  };
}

export function connectNotices(connected: Show): () => void {
  show = connected;
  for (const notice of waiting.splice(0)) connected(notice);
  return () => {
    show = undefined;
  };
}
