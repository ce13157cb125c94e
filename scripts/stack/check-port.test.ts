import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { findFreePort } from '#server/postgres/free-port.ts';
import { checkPort } from './check-port.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));

it.each(['127.0.0.1', '0.0.0.0', ...(hasIpv6 ? ['::1'] : [])])(
  'refuses a port that is taken on %s, with the way out',
  async (host) => {
    const port = await findFreePort();
    await expect(checkPort(port, '127.0.0.1')).resolves.toBeUndefined();
    const squatter = createServer();
    await new Promise<void>((done) => squatter.listen(port, host, done));
    await expect(checkPort(port, '127.0.0.1')).rejects.toThrow(
      new RegExp(`^Port ${port} on .* is taken by another program\\..* choose another port: PORT=${port + 1} `),
    );
    await new Promise((done) => squatter.close(done));
  },
);
