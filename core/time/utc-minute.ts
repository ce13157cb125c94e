/** "2026-11-21 08:00 UTC", for texts that are kept and read anywhere. */
export function utcMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
