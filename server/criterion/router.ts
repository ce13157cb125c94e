import { mutation, read, router } from '../trpc.ts';
import { listCriteria } from './queries.ts';
import { updateCriterion } from './update-criterion.ts';

export const criterionRouter = router({ list: read(listCriteria), update: mutation(updateCriterion) });
