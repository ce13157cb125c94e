import { mutation, read, router } from '../trpc.ts';
import { acceptLate } from './accept-late.ts';
import { listLate } from './list-late.ts';
import { previewLate } from './preview-late.ts';
import { refuseLate } from './refuse-late.ts';

/** Served as part of `evidence`. */
export const lateEvidenceRouter = router({
  listLate: read(listLate, {
    method: 'GET',
    path: '/evidence/late',
    summary: 'Evidence that waits for a second person, and what became of it',
  }),
  previewLate: mutation(previewLate),
  acceptLate: mutation(acceptLate),
  refuseLate: mutation(refuseLate),
});
