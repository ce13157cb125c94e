import { mutation, read, router } from '../trpc.ts';
import { declareDatasets } from './declare-datasets.ts';
import { listDatasets } from './queries.ts';

export const datasetRouter = router({
  list: read(listDatasets),
  declare: mutation(declareDatasets, {
    method: 'POST',
    path: '/plan/datasets',
    summary: 'Declare datasets and their checks, by name',
  }),
});
