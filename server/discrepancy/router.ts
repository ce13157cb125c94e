import { mutation, read, router } from '../trpc.ts';
import { archiveDiscrepancy } from './archive-discrepancy.ts';
import { assignDiscrepancy } from './assign-discrepancy.ts';
import { getDiscrepancy } from './get-discrepancy.ts';
import { listDiscrepancies } from './list-discrepancies.ts';
import { setCause } from './set-cause.ts';

export const discrepancyRouter = router({
  list: read(listDiscrepancies, {
    method: 'GET',
    path: '/discrepancies',
    summary: 'Groups of differences, worst first',
  }),
  get: read(getDiscrepancy, { method: 'GET', path: '/discrepancies/{id}', summary: 'One group with its timeline' }),
  assign: mutation(assignDiscrepancy),
  setCause: mutation(setCause),
  archive: mutation(archiveDiscrepancy),
});
