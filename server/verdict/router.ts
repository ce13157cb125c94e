import { read, router } from '../trpc.ts';
import { getVerdict } from './get-verdict.ts';

export const verdictRouter = router({
  get: read(getVerdict, { method: 'GET', path: '/verdict', summary: 'Go or no-go, and why not yet' }),
});
