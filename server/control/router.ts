import { read, router } from '../trpc.ts';
import { getConfig } from './queries.ts';

export const controlRouter = router({
  config: read(getConfig, { method: 'GET', path: '/control/config', summary: 'What this key’s agent shall check' }),
});
