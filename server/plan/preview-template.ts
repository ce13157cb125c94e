import { z } from 'zod';
import { findDocumentProblems } from '#core/plan/find-document-problems.ts';
import { newTwinProblems } from '#core/plan/find-twin-problems.ts';
import { templateInputSchema } from '#core/templates/schema.ts';
import { loadDocument } from '../document/load-document.ts';
import { query } from '../query.ts';
import { planChangeSchema } from './present.ts';
import { withTemplate } from './with-template.ts';

/** What applying a template would change, without changing it. */
export const previewTemplate = query(
  {
    can: 'plan.edit',
    input: templateInputSchema,
    output: z.strictObject({
      changes: z.array(planChangeSchema),
      /** Why it would be refused. */
      problems: z.array(z.strictObject({ pointer: z.string(), message: z.string() })),
    }),
  },
  async (tx, { migrationId }, input) => {
    const { document, changes } = await withTemplate(tx, migrationId, input);
    const twins = newTwinProblems(await loadDocument(tx, migrationId), document);
    return { changes, problems: [...findDocumentProblems(document), ...twins] };
  },
);
