import { Client, DatabaseError } from 'pg';
import { Refusal } from '../stack/refusal.ts';

const OWNER = 'affiliate_demo';
const READER = 'affiliate_demo_reader';
const NOT_ALLOWED = '42501';

export type TargetUrls = {
  /** For the workload, which writes. */
  owner: string;
  /** For the agent: it may read and nothing else. */
  reader: string;
};

/**
 * The target system of the demo: a database with two roles of its own on the server that Parallax uses. May be called again; passwords
 * are set to the given ones.
 */
export async function openTargetServer(
  serverUrl: string,
  passwords: { owner: string; reader: string },
): Promise<TargetUrls> {
  await on(serverUrl, async (client) => {
    await ensureRole(client, OWNER, passwords.owner);
    await ensureRole(client, READER, passwords.reader);
    const found = await client.query('select from pg_database where datname = $1', [OWNER]);
    if (found.rowCount === 0) {
      await client.query(`grant ${OWNER} to current_user`);
      await client.query(`create database ${OWNER} owner ${OWNER}`);
    }
  });
  const urls = {
    owner: urlOf(serverUrl, OWNER, passwords.owner),
    reader: urlOf(serverUrl, READER, passwords.reader),
  };
  await on(urls.owner, async (client) => {
    await client.query(`grant usage on schema public to ${READER}`);
    await client.query(`alter default privileges in schema public grant select on tables to ${READER}`);
  });
  return urls;
}

/** Takes database and roles away again. */
export async function dropTargetServer(serverUrl: string): Promise<void> {
  await on(serverUrl, async (client) => {
    await client.query(`drop database if exists ${OWNER} with (force)`);
    await client.query(`drop role if exists ${READER}`);
    await client.query(`drop role if exists ${OWNER}`);
  });
}

async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  const found = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = found.rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${role} login password ${client.escapeLiteral(password)}`);
}

async function on(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'parallax-demo' });
  client.on('error', () => {});
  await client.connect();
  try {
    await work(client);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== NOT_ALLOWED) throw error;
    throw new Refusal(
      `The target system of the demo needs a database and two roles of its own, and PostgreSQL says: ${error.message}. ` +
        'Give the account of DATABASE_URL the rights CREATEDB and CREATEROLE, or unset DATABASE_URL.',
    );
  } finally {
    await client.end();
  }
}

function urlOf(serverUrl: string, role: string, password: string): string {
  const url = new URL(serverUrl);
  url.username = role;
  url.password = password;
  url.pathname = `/${OWNER}`;
  return url.href;
}
