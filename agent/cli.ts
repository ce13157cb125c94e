import { main } from './main.ts';

// `parallax-agent run … | head` closes the pipe early: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await main(process.argv.slice(2), { env: process.env, out: process.stdout, err: process.stderr });
