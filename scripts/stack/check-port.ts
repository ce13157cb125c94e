import { isPortFree } from '#server/postgres/free-port.ts';
import { Refusal } from './refusal.ts';

/**
 * Refuses a port that something listens on. Asked for IPv6 too: a browser tries `localhost` there first, and would show
 * somebody else's page.
 */
export async function checkPort(port: number, host: string): Promise<void> {
  const addresses = host === '127.0.0.1' ? [host, '::1'] : [host];
  for (const address of addresses) {
    if (await isPortFree(port, address)) continue;
    const other = port < 65_535 ? port + 1 : port - 1;
    throw new Refusal(
      `Port ${port} on ${address} is taken by another program. Stop that program, or choose another port: PORT=${other} ${command()}`,
    );
  }
}

/** How this was started, to be typed again. */
function command(): string {
  const script = process.env.npm_lifecycle_event;
  if (!script) return process.argv.slice(1).join(' ');
  return script === 'start' ? 'npm start' : `npm run ${script}`;
}
