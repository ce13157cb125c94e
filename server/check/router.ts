import { mutation, read, router } from '../trpc.ts';
import { listChecks } from './queries.ts';
import { updateCheck } from './update-check.ts';

export const checkRouter = router({ list: read(listChecks), update: mutation(updateCheck) });
