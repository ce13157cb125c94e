import { mutation, read, router } from '../trpc.ts';
import { decideWaiver } from './decide-waiver.ts';
import { listWaivers } from './list-waivers.ts';
import { requestWaiver } from './request-waiver.ts';
import { withdrawWaiver } from './withdraw-waiver.ts';

export const waiverRouter = router({
  list: read(listWaivers),
  request: mutation(requestWaiver),
  decide: mutation(decideWaiver),
  withdraw: mutation(withdrawWaiver),
});
