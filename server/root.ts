import { auditRouter } from './audit/router.ts';
import { checkRouter } from './check/router.ts';
import { criterionRouter } from './criterion/router.ts';
import { datasetRouter } from './dataset/router.ts';
import { domainRouter } from './domain/router.ts';
import { keyRouter } from './key/router.ts';
import { liveRouter } from './live/router.ts';
import { memberRouter } from './member/router.ts';
import { migrationRouter } from './migration/router.ts';
import { sessionRouter } from './session/router.ts';
import { setupRouter } from './setup/router.ts';
import { router } from './trpc.ts';
import { meRouter } from './user/router.ts';

/** Every procedure there is. A new entity is mounted with one line. */
export const appRouter = router({
  audit: auditRouter,
  check: checkRouter,
  criterion: criterionRouter,
  dataset: datasetRouter,
  domain: domainRouter,
  key: keyRouter,
  live: liveRouter,
  me: meRouter,
  member: memberRouter,
  migration: migrationRouter,
  session: sessionRouter,
  setup: setupRouter,
});

export type AppRouter = typeof appRouter;
