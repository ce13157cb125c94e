import { AppError } from '#core/errors.ts';

/** The body of a call: a JSON object, nothing else. */
export function parseJsonObject(text: string): object {
  const value = parse(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw malformed('must be a JSON object');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('is not valid JSON');
  }
}

function malformed(message: string): AppError {
  return new AppError('BAD_REQUEST', 'The body is malformed.', { problems: [{ pointer: '', message }] });
}
