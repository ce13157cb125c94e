import type { AgentFile } from './schema.ts';

/** Shorter ones would take ordinary words out of messages, and give little away. */
const MIN_CHARS = 4;
const HIDDEN = '•••';

/** Takes the passwords and keys of a file out of a message: no driver is trusted to leave them out. */
export function cleanerOf({ legacy, target, parallax, maskingKey }: AgentFile): (message: string) => string {
  const secrets = [parallax?.key, maskingKey, ...[legacy, target].flatMap(passwordsOf)]
    .filter((secret): secret is string => secret !== undefined && secret.length >= MIN_CHARS)
    .sort((a, b) => b.length - a.length);
  return (message) => secrets.reduce((text, secret) => text.replaceAll(secret, HIDDEN), message);
}

/** As they are, and as they are written in an address. */
function passwordsOf(connection: AgentFile['legacy']): string[] {
  if (connection.engine === 'sqlite') return [];
  const own = 'password' in connection && connection.password !== undefined ? [connection.password] : [];
  if (connection.url === undefined || !URL.canParse(connection.url)) return own;
  const url = new URL(connection.url);
  const written = [url.password, ...['password', 'sslpassword'].flatMap((name) => url.searchParams.getAll(name))];
  return [...own, ...written, ...written.map(decoded)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
