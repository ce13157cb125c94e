import { z } from 'zod';
import { templateNames } from '#core/templates/names.ts';
import { summaryOf, templateSummarySchema } from '#core/templates/summary.ts';
import { query } from '../query.ts';

/** The plans there are to choose from. */
export const listTemplates = query(
  { can: 'signedIn', input: z.strictObject({}), output: z.array(templateSummarySchema) },
  async () => templateNames.map((name) => summaryOf(name)),
);
