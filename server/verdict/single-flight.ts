/** Work of one name under way, and the one that begins after it. */
type Flights = { now: Promise<unknown>; next: Promise<unknown> | null };

const flights = new Map<string, Flights>();

/**
 * Work that is asked for many times at once is done once: whoever asks while it is under way shares the one that begins afterwards, so
 * that what they get is never older than their question. Whether it is what they asked for is for them to see.
 */
export async function singleFlight(name: string, work: () => Promise<unknown>): Promise<void> {
  const known = flights.get(name);
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
  const flight: Flights = { now, next: null };
  flights.set(name, flight);
  const done = () => {
    if (flight.next) begin(name, flight.next);
    else flights.delete(name);
  };
  now.then(done, done);
}
