import { main } from './main.ts';

process.exitCode = await main(process.argv.slice(2), { env: process.env, out: process.stdout, err: process.stderr });
