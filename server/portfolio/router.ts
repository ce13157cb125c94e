import { read, router } from '../trpc.ts';
import { getPortfolio } from './queries.ts';

export const portfolioRouter = router({
  get: read(getPortfolio, {
    method: 'GET',
    path: '/portfolio',
    summary: 'Every migration, what needs attention first',
  }),
});
