import { z } from 'zod';
import { noInputSchema } from '#core/schema-parts.ts';
import { templateNames } from '#core/templates/names.ts';
import { summaryOf, templateSummarySchema } from '#core/templates/summary.ts';
import { query } from '../query.ts';

/** The plans there are to choose from. */
export const listTemplates = query(
  { can: 'signedIn', input: noInputSchema, output: z.array(templateSummarySchema) },
  async () => templateNames.map((name) => summaryOf(name)),
);
