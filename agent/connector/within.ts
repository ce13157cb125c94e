/** How long the agent waits for an answer after the server should have ended the statement by itself. */
export const LATE_MS = 10_000;

/** What comes of it within so many milliseconds; undefined where nothing has by then. Keeps nobody from exiting afterwards. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same, for an answer that must come. */
export async function answered<T>(ms: number, work: Promise<T>): Promise<T> {
  const came = await within(
    ms,
    work.then((value) => ({ value })),
  );
  if (came) return came.value;
  throw new Error(`no answer for ${Math.round(ms / 1_000)} s`);
}
