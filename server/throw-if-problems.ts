import { AppError, type Problem } from '#core/errors.ts';

/** Well-formed, but it cannot be accepted: 422 with everything that is wrong at once. */
export function throwIfProblems(message: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new AppError('UNPROCESSABLE', message, { problems });
}
