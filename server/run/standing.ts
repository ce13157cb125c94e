import { Prisma } from '#prisma/generated/client.ts';

/** No corrected run has taken the effect of `run r`. */
export const notReplaced = Prisma.sql`NOT EXISTS (
  SELECT FROM run_receipt later WHERE later.migration_id = r.migration_id AND later.supersedes_run_id = r.run_id
    AND later.check_id = r.check_id AND later.correction = 'counts')`;

/** As above, and what it shows to be well counts: it does not wait for a second person. */
export const standing = Prisma.sql`${notReplaced} AND (
  SELECT own.evidence FROM run_receipt own WHERE own.migration_id = r.migration_id AND own.run_id = r.run_id) = 'counts'`;
