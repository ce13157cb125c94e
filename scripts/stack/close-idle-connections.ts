import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';

// Loaded before Next's server (`node --import`). Asked to stop, it waits for its connections, and one that a browser keeps
// open for its next request would hold it up for five seconds although nothing is said on it any more.
const servers = new Set<Server>();
subscribe('http.server.request.start', (message) => {
  if (message instanceof Object && 'server' in message && message.server instanceof Server) servers.add(message.server);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    setInterval(() => {
      for (const server of servers) server.closeIdleConnections();
    }, 50).unref();
  });
}
