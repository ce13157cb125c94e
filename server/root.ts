import { keyRouter } from './key/router.ts';
import { router } from './trpc.ts';

/** Every procedure there is. Mount a new entity with one line. */
export const appRouter = router({
  key: keyRouter,
});

export type AppRouter = typeof appRouter;
