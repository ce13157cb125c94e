import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebianPackage } from '../install-debian-package.ts';

/** Where servers are that are no commands for everybody. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/local/mysql/bin', '/opt/homebrew/bin'];

export type MariadbPrograms = { server: string; install: string };

/** MariaDB's server and what makes its data folder; Debian's package where there is none. Undefined where there can be none. */
export function findMariadb(onProgress: (line: string) => void = () => {}): MariadbPrograms | undefined {
  const found = findInstalled();
  if (found) return found;
  return installDebianPackage('mariadb-server', onProgress) ? findInstalled() : undefined;
}

function findInstalled(): MariadbPrograms | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...MORE_FOLDERS];
  const find = (name: string) => folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  const [server, install] = [find('mariadbd'), find('mariadb-install-db')];
  return server && install ? { server, install } : undefined;
}
