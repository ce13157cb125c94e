import { z } from 'zod';

const UNITS: Record<string, number> = { KiB: 1_024, MiB: 1_024 ** 2, GiB: 1_024 ** 3 };

/** Bytes of `512KiB`, `256MiB`, `2GiB`. */
export const bytesSchema = z.string().transform((text, ctx) => {
  const match = /^\s*(\d{1,6})\s*([KMG]iB)\s*$/.exec(text);
  const unit = UNITS[match?.[2] ?? ''];
  if (match && unit !== undefined) return Number(match[1]) * unit;
  ctx.addIssue('must be a size such as 64MiB, 256MiB or 2GiB');
  return z.NEVER;
});
