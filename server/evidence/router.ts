import { read, router } from '../trpc.ts';
import { getOverview } from './get-overview.ts';

export const evidenceRouter = router({
  overview: read(getOverview, {
    method: 'GET',
    path: '/evidence',
    summary: 'Datasets, their checks and newest results',
  }),
});
