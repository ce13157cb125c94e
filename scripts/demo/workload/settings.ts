import { z } from 'zod';

/** How `scripts/demo.ts` tells the workload what to do; in the environment, so that neither key nor password shows in `ps`. */
export const workloadSettingsSchema = z.object({
  DEMO_SEED: z.string().min(1),
  DEMO_LEGACY_FILE: z.string().min(1),
  DEMO_TARGET_URL: z.string().min(1),
  /** When the demo first began to live; defects that come later and the pace count from here, also after a restart. */
  DEMO_LIVE_SINCE: z.iso.datetime(),
  DEMO_PARALLAX_URL: z.url(),
  DEMO_KEY: z.string().min(1),
  DEMO_REQUESTS_PER_SECOND: z.coerce.number().positive().max(500).default(30),
});
export type WorkloadSettings = z.infer<typeof workloadSettingsSchema>;

/** The target release that cuts addresses goes live this long after the start. */
export const TRUNCATION_AFTER_MS = 6 * 60_000;
/** The forgotten sub-partners are carried over this long after the start. */
export const LATE_SUB_PARTNERS_AFTER_MS = 5 * 60_000;
