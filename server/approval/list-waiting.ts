import { z } from 'zod';
import { waitingItemSchema } from '#core/approval/schema.ts';
import { slugSchema } from '#core/schema-parts.ts';
import { query } from '../query.ts';

/** Everything that waits for a second person, oldest first, and whether the reader may be that person. */
export const listWaiting = query(
  { can: 'migration.read', input: z.strictObject({ slug: slugSchema.optional() }), output: z.array(waitingItemSchema) },
  async () => [],
);
