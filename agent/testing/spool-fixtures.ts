import { type Call, encodeBody } from '../client/encode-body.ts';
import type { ResultHead } from '../spool/frame.ts';

export const MIB = 1_024 * 1_024;
export const forever = new AbortController().signal;

export function headOf(runId: string, more: Partial<ResultHead> = {}): ResultHead {
  return { runId, checkId: 'check', label: 'orders record_count', day: '2026-11-21', clean: true, ...more };
}

/** The calls of a result, `sizes.length` of them, with text of that many characters that does not pack well. */
export function callsOf(runId: string, sizes: readonly number[] = [20]): Call[] {
  return sizes.map((size, part) => {
    let text = '';
    for (let i = 0; text.length < size; i += 1)
      text += Math.sin(i + size)
        .toString(36)
        .slice(3);
    return { path: `ingest/part${part}`, ...encodeBody({ runId, part, text: text.slice(0, size) }) };
  });
}
