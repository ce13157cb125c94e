import { z } from 'zod';

/** fresh: newest result in time; stale: overdue; none: never a completed run. */
export const freshnessSchema = z.enum(['fresh', 'stale', 'none']);
export type Freshness = z.infer<typeof freshnessSchema>;
