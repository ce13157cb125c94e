import { UserError } from '../user-error.ts';

const ESCAPES = '@ is written %40, / %2F, ? %3F, # %23, : %3A, % %25';

/**
 * Takes the address of a database apart. While it is not clear which part of it is the password, no part of it is shown: what
 * follows an `@`, `/`, `?` or `#` in a password would pass for a host or a database.
 */
export function parseAddress(text: string, { of, protocols }: { of: string; protocols: readonly string[] }): URL {
  const example = `${protocols[0]}://user:password@host:port/database`;
  const scheme = protocols.find((protocol) => text.startsWith(`${protocol}://`));
  const authority = /^[^/?#]*/.exec(text.slice(`${scheme}://`.length))?.[0] ?? '';
  const ats = text.split('@').length - 1;
  const unclear = ats > 1 || text.includes('#') || (ats === 1 && !authority.includes('@'));
  if (scheme !== undefined && (unclear || /%(?![0-9a-f]{2})/i.test(text))) {
    throw new UserError(
      `The address of ${of} cannot be parsed: it must be ${example}, and in its user, password and database ${ESCAPES}.`,
    );
  }
  if (scheme === undefined || !URL.canParse(text) || !decodes(text)) {
    throw new UserError(
      `The address of ${of} is not a URL: ${example}. Special characters in the password are escaped: ${ESCAPES}.`,
    );
  }
  return new URL(text);
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
