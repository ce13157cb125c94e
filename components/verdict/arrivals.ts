import type { GoNoGo } from '#core/verdict/schema.ts';

/** What the chart of arrivals shows, as the sentence above it. */
export function arrivalsFinding({ days, open }: GoNoGo['discrepancies']): string {
  const arrived = days.reduce((sum, day) => sum + day.arrived, 0);
  const closed = days.reduce((sum, day) => sum + day.closed, 0);
  if (arrived === 0 && closed === 0) {
    return open === 0 ? 'No discrepancy so far' : 'Nothing arrived and nothing was closed';
  }
  if (closed > arrived) return 'Discrepancies are closing faster than they arrive';
  if (closed < arrived) return 'Discrepancies arrive faster than they are closed';
  return 'As many discrepancies are closed as arrive';
}
