import { type ChildProcess, spawn } from 'node:child_process';

/**
 * PostgreSQL outlives whoever started it. This shell waits for the end of its input, which comes when the starting
 * process ends in whatever way, and then stops the server; with a third argument it removes that folder as well.
 */
const SCRIPT = `
read -r _
if [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ]; then kill -INT "$2"; fi
if [ -n "$3" ]; then
  n=0
  while kill -0 "$2" 2>/dev/null && [ $n -lt 150 ]; do sleep 0.1; n=$((n + 1)); done
  rm -rf "$3"
fi
`;

/** `removeDir`: a throw-away home that shall not stay behind either. */
export function watchOver(dataDir: string, pid: number, removeDir: string | null): ChildProcess {
  const watcher = spawn('/bin/sh', ['-c', SCRIPT, 'parallax-postgres-watcher', dataDir, String(pid), removeDir ?? ''], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.unref();
  return watcher;
}
