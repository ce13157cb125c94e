import { countsRows, kindsThat } from '#core/check/kinds.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { standing } from '../run/standing.ts';

/** It counts, and its clock is believed. */
export const believed = Prisma.sql`r.state = 'completed' AND r.figures ->> 'clockDoubt' IS NULL AND ${standing}`;

/** It says how many rows a dataset has. */
export const countingRows = Prisma.sql`c.kind = ANY (${kindsThat(countsRows)}::text[])`;

/** As `believed`, or it failed: what a run with a doubted clock says is better proves nothing, and what it says is wrong stands until something answers it. */
export const carried = Prisma.sql`r.state = 'completed' AND (r.figures ->> 'clockDoubt' IS NULL OR r.verdict = 'mismatch') AND ${standing}`;

/** It counted or compared every row of a dataset. */
const whole = Prisma.sql`r.figures ->> 'method' = 'full' AND r.figures -> 'window' = 'null'
  AND r.figures ->> 'skippedChunks' = '0' AND r.verdict <> 'not_evaluated'`;

/** A count of every row of a dataset. */
export const wholeCount = Prisma.sql`r.kind = 'record_count' AND r.figures ->> 'clockDoubt' IS NULL AND ${whole}`;

/** As above, which says by itself how many there are (`tieCount`). */
export const tiedCount = Prisma.sql`${wholeCount} AND r.figures #>> '{size,untied}' IS NULL`;
