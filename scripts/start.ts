// npm start: the server, for real use. PostgreSQL of its own unless DATABASE_URL is set.
import { EnvError } from '#server/env.ts';
import { loadEnv } from './stack/load-env.ts';
import { Refusal } from './stack/refusal.ts';
import { makeSetupLink } from './stack/setup-link.ts';
import { startStack } from './stack/start-stack.ts';
import { listenForStop, runUntilStopped } from './stack/until-stopped.ts';

const signal = listenForStop();

try {
  const env = loadEnv();
  const stack = await startStack({ env, logs: 'terminal', onProgress: (line) => console.log(line), signal });
  const areOff = env.PASSWORD_SIGN_IN === 'off';
  const link = areOff ? null : await makeSetupLink(stack.databaseUrl, 'npm start');
  console.log(`\nParallax is ready at ${stack.url}`);
  if (areOff) console.log(`Passwords are switched off: people sign in through ${env.OIDC_ISSUER} only.`);
  if (link)
    console.log(`Nobody has an account yet. The first administrator signs up here, once, within a day:\n  ${link}`);
  console.log('Ctrl-C stops it.\n');
  process.exit(await runUntilStopped(stack, signal));
} catch (error) {
  if (signal.aborted) process.exit(0);
  if (!(error instanceof Refusal || error instanceof EnvError)) throw error;
  console.error(`\n${error.message}\n`);
  process.exit(1);
}
