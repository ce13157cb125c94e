import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { inProject } from './paths.mjs';
import { Refusal } from './refusal.mjs';

/** Runs `npm ci` unless what npm recorded as installed is what the lockfile asks for. */
export async function install() {
  const wanted = await readPackages('package-lock.json');
  if (!wanted) throw new Refusal('package-lock.json is missing or damaged: this is not a complete checkout.');
  if (isInstalled(wanted, await readPackages('node_modules/.package-lock.json'))) return;
  console.log('Installing packages (the first time this takes about a minute) …');
  const started = Date.now();
  const { code, output } = await npm([
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-progress',
    '--loglevel=error',
  ]);
  if (code !== 0) throw new Refusal(explain(output));
  if (!isInstalled(wanted, await readPackages('node_modules/.package-lock.json'))) {
    throw new Refusal(
      'npm ended without an error, but not everything in package-lock.json was installed. ' +
        'Often a download was cut off: run the command again.',
    );
  }
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

async function readPackages(path) {
  try {
    return JSON.parse(await readFile(inProject(path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function isInstalled(wanted, found) {
  if (!found) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    const isOurs = !path.startsWith('node_modules/') && !path.includes('/node_modules/');
    if (isOurs) return true;
    const there = found[path];
    if (!there) return entry.optional === true && !isForThisMachine(entry);
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

/** Optional packages are left out where platform, processor or C library do not fit; npm settles the C library. */
function isForThisMachine({ os, cpu, libc, peer }) {
  if (libc || peer || (!os && !cpu)) return false;
  const fits = (list, value) => !list || [list].flat().some((item) => item === value);
  return fits(os, process.platform) && fits(cpu, process.arch);
}

function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, prefix] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...prefix, ...args], { cwd: inProject('.'), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      if (error.code === 'ENOENT')
        reject(new Refusal('npm was not found. It comes with Node: install Node 20.20 or later.'));
      else reject(error);
    });
    child.on('close', (code) => resolve({ code, output }));
  });
}

const CAUSES = [
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    'the npm registry could not be reached. Check the network (or `npm config get registry` and the proxy settings)',
  ],
  [/ENOSPC/, 'the disk is full'],
  [/EACCES|EPERM|EROFS/, 'npm may not write here. Check who owns this folder and its node_modules'],
  [/EINTEGRITY/, 'a downloaded package is not what package-lock.json promises. Try `npm cache clean --force`'],
  [
    /lockfileVersion|EUSAGE/,
    'package.json and package-lock.json do not belong together, or npm is too old (9 or later is needed)',
  ],
];

function explain(output) {
  const cause = CAUSES.find(([pattern]) => pattern.test(output))?.[1] ?? 'npm reported an error';
  return `npm said:\n${excerpt(output)}\n\nThe packages could not be installed: ${cause}, then run the command again.`;
}

/** npm's own sentences, without stack traces and dumps of objects. */
function excerpt(output) {
  const lines = output
    .split('\n')
    .filter((line) => /^npm error +[^ {}]/.test(line) && !/^npm error +(at |\w+: )/.test(line));
  return (lines.length > 0 ? lines.slice(0, 8) : output.trim().split('\n').slice(-15)).join('\n');
}
