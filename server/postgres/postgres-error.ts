/** The embedded PostgreSQL cannot be had, for a reason that the sentence names; anything else is a defect. */
export class PostgresError extends Error {}
