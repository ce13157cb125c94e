/** More than any plan, and little enough to show. */
const MOST_BYTES = 2_000_000;

export type ReadText = { ok: true; text: string } | { ok: false; reason: string };

/** The text of a file that somebody chose, UTF-8 and nothing else. */
export async function readTextFile(file: File): Promise<ReadText> {
  if (file.size > MOST_BYTES)
    return { ok: false, reason: `${file.name} is too large for a plan: choose parallax.yaml.` };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()) };
  } catch {
    return { ok: false, reason: `${file.name} is not text in UTF-8: save it as UTF-8 and choose it again.` };
  }
}
