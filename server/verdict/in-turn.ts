/** Work of one name under way, and the one that begins after it. */
type Turns = { now: Promise<unknown>; next: Promise<unknown> | null };

const turns = new Map<string, Turns>();

/**
 * Work that is asked for many times at once is done once: whoever asks while it is under way shares the one that begins afterwards, so
 * that what they get is never older than their question. Whether it is what they asked for is for them to see.
 */
export async function inTurn(name: string, work: () => Promise<unknown>): Promise<void> {
  const known = turns.get(name);
  if (!known) {
    const own = work();
    begin(name, own);
    await own;
    return;
  }
  known.next ??= known.now.catch(() => {}).then(work);
  await known.next;
}

function begin(name: string, now: Promise<unknown>): void {
  const turn: Turns = { now, next: null };
  turns.set(name, turn);
  const done = () => {
    if (turn.next) begin(name, turn.next);
    else turns.delete(name);
  };
  now.then(done, done);
}
