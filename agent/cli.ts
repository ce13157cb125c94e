import { main } from './main.ts';
import { EXIT } from './run/exit-code.ts';

/** Everything was closed before `main` returned. What is still open then is a defect, and must not keep a job waiting for ever. */
const LEFT_OPEN_MS = 500;

// An end that nobody foresaw is no match.
process.exitCode = EXIT.couldNotCompare;

// `parallax-agent run … | head` closes the pipe early: what nobody reads is not compared to its end.
const unread = new AbortController();
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    unread.abort(new Error('Nobody reads what is found.'));
  });
}

// The message alone: other properties of an error may hold an address with its password.
process.on('uncaughtException', (error) => {
  process.stderr.write(
    `The agent stopped because of a defect of its own: ${error instanceof Error ? error.message : 'unknown'}\n`,
  );
  process.exit(EXIT.couldNotCompare);
});

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  signal: unread.signal,
});

setTimeout(() => {
  const left = process.getActiveResourcesInfo().filter((name) => !/^(TTYWrap|PipeWrap|Timeout)$/.test(name));
  process.stderr.write(`The agent ends although it left something open: ${left.join(', ')}\n`);
  process.exit();
}, LEFT_OPEN_MS).unref();
