import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectionOptions } from 'mysql2';
import { z } from 'zod';
import { HOUR_MS } from '../../../core/time/units.ts';
import { UserError } from '../../user-error.ts';
import { parseAddress } from '../address.ts';
import { limitsSchemaOf } from '../limits-schema.ts';

export const mysqlConnectionSchema = z.strictObject({
  /** Which of the two it is the server says; both names mean the same. */
  engine: z.enum(['mysql', 'mariadb']),
  /** mysql://user:password@host:port/database; what is given beside it goes before it. */
  url: z.string().min(1).optional(),
  host: z.string().min(1).optional(),
  port: z.int().min(1).max(65_535).optional(),
  user: z.string().min(1).optional(),
  password: z.string().optional(),
  database: z.string().min(1).optional(),
  /** Path of a local socket, instead of host and port. */
  socket: z.string().min(1).optional(),
  /** `on` encrypts, `verified` also checks who answers: by the system's authorities, or those in `tlsCa`. */
  tls: z.enum(['off', 'on', 'verified']).default('off'),
  tlsCa: z.string().min(1).optional(),
  limits: limitsSchemaOf({ usual: 6, most: 64 }),
  /** A single statement that takes longer is cancelled. */
  statementTimeoutMs: z.int().min(1_000).default(HOUR_MS),
});
export type MysqlConnection = z.output<typeof mysqlConnectionSchema>;

/** Where to connect, and as whom. */
export type Address = Pick<
  ConnectionOptions,
  'host' | 'port' | 'user' | 'password' | 'database' | 'socketPath' | 'ssl'
> & { place: string };

export function addressOf(connection: MysqlConnection, baseFolder: string): Address {
  const url = connection.url === undefined ? undefined : parse(connection.url);
  const database = connection.database ?? (decodeURIComponent(url?.pathname.slice(1) ?? '') || undefined);
  const host = connection.host ?? (url?.hostname.replace(/^\[|\]$/g, '') || 'localhost');
  const port = connection.port ?? Number(url?.port || 3306);
  if (database === undefined) {
    throw new UserError('The address of MySQL names no database. Write mysql://user:password@host:port/database.');
  }
  const { socket } = connection;
  return {
    ...(socket === undefined ? { host, port } : { socketPath: socket }),
    user: connection.user ?? decodeURIComponent(url?.username ?? ''),
    password: connection.password ?? decodeURIComponent(url?.password ?? ''),
    database,
    ...(connection.tls === 'off' ? {} : { ssl: tlsOf(connection, baseFolder) }),
    place: `${socket ?? `${host}:${port}`}/${database}`,
  };
}

function tlsOf({ tls, tlsCa }: MysqlConnection, baseFolder: string): ConnectionOptions['ssl'] {
  const rejectUnauthorized = tls === 'verified';
  return tlsCa === undefined
    ? { rejectUnauthorized }
    : { rejectUnauthorized, ca: readFileSync(resolve(baseFolder, tlsCa), 'utf8') };
}

function parse(text: string): URL {
  const url = parseAddress(text, { of: 'MySQL', protocols: ['mysql', 'mariadb'] });
  if (url.search === '') return url;
  throw new UserError(
    'The address of MySQL takes nothing after ?. Write what belongs there beside the url: user, password, tls, socket.',
  );
}
