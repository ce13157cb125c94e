import { read, router } from '../trpc.ts';
import { checkFlaggerGate } from './check-flagger-gate.ts';
import { checkGate } from './check-gate.ts';

export const gateRouter = router({
  check: read(checkGate, { method: 'GET', path: '/gate', summary: 'Whether a pipeline may go on, and if not, why' }),
  flagger: read(checkFlaggerGate, {
    method: 'POST',
    path: '/gate/flagger',
    summary: 'The same for a confirm hook of Flagger: 200 goes on, 403 halts',
  }),
});
