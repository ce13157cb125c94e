import { read, router } from '../trpc.ts';
import { checkSignIn, findTrial, getConfiguration, getWaysIn } from './queries.ts';

export const oidcRouter = router({
  waysIn: read(getWaysIn),
  configuration: read(getConfiguration),
  check: read(checkSignIn),
  trial: read(findTrial),
});
