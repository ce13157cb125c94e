import { z } from 'zod';
import type { PlanDocument } from '../../core/plan/document.ts';
import type { Connection } from './connection.ts';

const changeSchema = z.object({
  part: z.string(),
  name: z.string(),
  kind: z.enum(['added', 'changed', 'removed', 'moved']),
  fields: z.array(z.string()),
  before: z.unknown(),
  after: z.unknown(),
});
const previewSchema = z.object({
  planVersion: z.int(),
  changes: z.array(changeSchema),
  /** What would wait for a second person: "criterion rows". */
  waiting: z.array(z.string()).default([]),
});
export type Preview = z.infer<typeof previewSchema>;
export type Change = Preview['changes'][number];

export const previewPlan = (connection: Connection, document: PlanDocument): Promise<Preview> =>
  connection.post('plan/preview', { document }, previewSchema);

export const applyPlan = (connection: Connection, document: PlanDocument, basedOn: number): Promise<Preview> =>
  connection.post('plan/apply', { document, basedOn }, previewSchema);
