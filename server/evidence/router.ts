import { acceptLate } from '../late-evidence/accept-late.ts';
import { listLate } from '../late-evidence/list-late.ts';
import { previewLate } from '../late-evidence/preview-late.ts';
import { refuseLate } from '../late-evidence/refuse-late.ts';
import { mutation, read, router } from '../trpc.ts';
import { getOverview } from './get-overview.ts';

export const evidenceRouter = router({
  overview: read(getOverview, {
    method: 'GET',
    path: '/evidence',
    summary: 'Datasets, their checks and newest results',
  }),
  listLate: read(listLate, {
    method: 'GET',
    path: '/evidence/late',
    summary: 'Evidence that waits for a second person, and what became of it',
  }),
  previewLate: mutation(previewLate),
  acceptLate: mutation(acceptLate),
  refuseLate: mutation(refuseLate),
});
