import type { GoNoGo } from '#core/verdict/schema.ts';

/** The finding speaks of now: what arrived a month ago does not make this week worse. */
export const RECENT_DAYS = 7;

/** What the chart of arrivals shows, as the sentence above it. */
export function arrivalsFinding({ days, open }: GoNoGo['discrepancies']): string {
  const recent = days.slice(-RECENT_DAYS);
  const arrived = recent.reduce((sum, day) => sum + day.arrived, 0);
  const closed = recent.reduce((sum, day) => sum + day.closed, 0);
  if (arrived === 0 && closed === 0) {
    return open === 0 ? 'No discrepancy is open' : 'Nothing arrived and nothing was closed';
  }
  if (closed > arrived) return 'Discrepancies are closing faster than they arrive';
  if (closed < arrived) return 'Discrepancies arrive faster than they are closed';
  return 'As many discrepancies are closed as arrive';
}
