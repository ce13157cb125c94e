import { UserError } from '../../user-error.ts';

const INSUFFICIENT_PRIVILEGE = '42501';
const UNKNOWN_SETTING = '42704';
/** Where in the server "query would be affected by row-level security" comes from, whatever language it speaks. */
const ROW_SECURITY = 'check_enable_rls';

/** What the server says of an error of its own; empty texts of any other. */
function fieldsOf(error: unknown): { code: string; routine: string; message: string } {
  const field = (name: string): string => {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { code: field('code'), routine: field('routine'), message: field('message') };
}

/** The same error, in words that say what to do where a person can do something about it. `role` reads the table `what`. */
export function explain(error: unknown, what: string, role: string): unknown {
  const { code, routine, message } = fieldsOf(error);
  if (code !== INSUFFICIENT_PRIVILEGE) return error;
  if (routine === ROW_SECURITY) return hiddenRows(/"(.+)"/.exec(message)?.[1] ?? what, role);
  return new UserError(`${what} may not be read: ${message}. Let role ${role} read it: ${grantSelect(what, role)}`);
}

export function hiddenRows(table: string, role: string): UserError {
  return new UserError(
    `row-level security hides rows of ${table} from role ${role}. Let it see all of them: ALTER ROLE ${quoted(role)} BYPASSRLS; or let the agent connect as the owner of the table, where the policies are not forced on the owner.`,
  );
}

export function grantSelect(table: string, role: string, columns: readonly string[] = []): string {
  return `GRANT SELECT${columns.length > 0 ? ` (${columns.map(quoted).join(', ')})` : ''} ON ${table} TO ${quoted(role)};`;
}

/** For people: in quotes only where it has to be. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A session that cannot be prepared is no session to compare in. */
export function explainSession(error: unknown): unknown {
  const { code, message } = fieldsOf(error);
  if (code !== INSUFFICIENT_PRIVILEGE && code !== UNKNOWN_SETTING) return error;
  return new UserError(
    `PostgreSQL does not let the agent prepare its session: ${message}. Values would print in another way, or rows be left out; let the agent's role set this.`,
  );
}
