import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs a package of the distribution, as root on Debian and its kin; false where that cannot be done. */
export function installDebianPackage(name: string, onProgress: (line: string) => void): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  onProgress(`Installing ${name} from the distribution (once) …`);
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], {
      stdio: 'ignore',
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  apt('update');
  return apt('install', '-y', '--no-install-recommends', name);
}
