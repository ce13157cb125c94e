import { read, router } from '../trpc.ts';
import { listAudit, listInstanceAudit } from './list-audit.ts';
import { verifyAudit, verifyInstanceAudit } from './verify-audit.ts';

export const auditRouter = router({
  list: read(listAudit, { method: 'GET', path: '/audit', summary: 'The audit trail, newest first' }),
  verify: read(verifyAudit, {
    method: 'GET',
    path: '/audit/verification',
    summary: 'Recompute the chain of the audit trail',
  }),
  listInstance: read(listInstanceAudit),
  verifyInstance: read(verifyInstanceAudit),
});
