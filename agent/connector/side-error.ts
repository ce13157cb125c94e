export type Side = 'legacy' | 'target';

/** What went wrong on one side. Its message leaves out which: whoever shows it adds that, with the dataset. */
export class SideError extends Error {
  readonly side: Side;

  constructor(side: Side, cause: unknown) {
    super(messageOf(cause), { cause });
    this.name = 'SideError';
    this.side = side;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
