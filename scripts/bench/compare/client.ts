import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebianPackage } from '../../install-debian-package.ts';

/** Runs statements with the database's own program, and answers what it prints: rows as lines, fields between tabs. */
export type Client = (sql: string) => Promise<string>;

export type Clients = { mariadb: (port: number) => Client; postgresql: (url: string) => Client };

export function findClients(onProgress: (line: string) => void): Clients | undefined {
  const mariadb = find('mariadb');
  const psql = find('psql') ?? (installDebianPackage('postgresql-client', onProgress) ? find('psql') : undefined);
  if (!mariadb || !psql) return undefined;
  return {
    mariadb: (port) => (sql) =>
      run(mariadb, ['--no-defaults', '-h127.0.0.1', `-P${port}`, '-uroot', '-N', '-B', '--quick'], sql),
    postgresql: (url) => (sql) => run(psql, [url, '-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1'], sql),
  };
}

function find(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

async function run(program: string, args: readonly string[], sql: string): Promise<string> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const parts: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => {
    complaint += part.toString();
  });
  child.stdin.end(sql);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`${program}: ${complaint || `exit code ${code}`}`);
  return Buffer.concat(parts).toString('utf8');
}
