import { read, router } from '../trpc.ts';
import { checkSignIn, findTrial, getConfiguration, getSignInOptions } from './queries.ts';

export const oidcRouter = router({
  signInOptions: read(getSignInOptions),
  configuration: read(getConfiguration),
  check: read(checkSignIn),
  trial: read(findTrial),
});
