import { hostileRuns } from './hostile-runs.ts';
import { prove } from './prove.ts';

prove({ 'hostile-runs': hostileRuns });
