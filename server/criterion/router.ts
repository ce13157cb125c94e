import { listChanges } from '../strictness/list-changes.ts';
import { mutation, read, router } from '../trpc.ts';
import { backTestCriterion } from './back-test-criterion.ts';
import { createCriterion } from './create-criterion.ts';
import { getOverview } from './get-overview.ts';
import { listCriteria } from './queries.ts';
import { removeCriterion } from './remove-criterion.ts';
import { updateCriterion } from './update-criterion.ts';

export const criterionRouter = router({
  list: read(listCriteria),
  overview: read(getOverview),
  update: mutation(updateCriterion),
  create: mutation(createCriterion),
  remove: mutation(removeCriterion),
  backTest: read(backTestCriterion),
  listChanges: read(listChanges),
});
