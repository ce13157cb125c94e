import { z } from 'zod';
import { waitingItemSchema } from '#core/approval/schema.ts';
import { bySlugSchema } from '#core/schema-parts.ts';
import { listWaitingLate } from '../late-evidence/waiting-late.ts';
import { listWaitingMarks } from '../mark/waiting-marks.ts';
import { query } from '../query.ts';
import { listWaitingWaivers } from '../waiver/waiting-waivers.ts';
import { listWaitingPlan } from './list-waiting-plan.ts';

/** Everything that waits for a second person, oldest first, and whether the reader may be that person. */
export const listWaiting = query(
  { can: 'migration.read', input: bySlugSchema, output: z.array(waitingItemSchema) },
  async (tx, ctx) => {
    const items = [
      ...(await listWaitingPlan(tx, ctx)),
      ...(await listWaitingMarks(tx, ctx)),
      ...(await listWaitingLate(tx, ctx)),
      ...(await listWaitingWaivers(tx, ctx)),
    ];
    return items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  },
);
