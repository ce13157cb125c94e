/** Days in it are excluded from streaks if it was approved before it began. */
export type MaintenanceWindow = { from: string; to: string; approvedAt: string; reason: string };
