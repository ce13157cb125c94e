import { discrepancyClasses } from '#core/check/discrepancy-class.ts';
import { severities } from '#core/discrepancy/severity.ts';
import { maybeOneOf, oneOf, plainText, text, type ValuesOf } from './params.ts';

export const discrepancyViews = ['open', 'resolved', 'archived', 'all'] as const;

/** Filter and selection of the discrepancies: all of it is in the address. */
export const discrepancyUrl = {
  view: oneOf(discrepancyViews, 'open'),
  dataset: text,
  severity: maybeOneOf(severities),
  class: maybeOneOf(discrepancyClasses),
  q: plainText,
  id: text,
};
export type DiscrepancyUrl = ValuesOf<typeof discrepancyUrl>;

/** The question to the server. Server and browser build it here, so that what was prefetched is found. */
export function discrepancyListInput(migrationId: string, url: DiscrepancyUrl) {
  return {
    migrationId,
    view: url.view,
    datasetId: url.dataset ?? undefined,
    severity: url.severity ?? undefined,
    class: url.class ?? undefined,
    search: url.q.trim() || undefined,
    limit: 50,
  };
}
