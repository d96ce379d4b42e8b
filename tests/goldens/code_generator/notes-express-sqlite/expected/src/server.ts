/** Starts the server: in this process, or in workers that share one socket. */

import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { createApp } from './app.ts';
import type { Settings } from './core/config.ts';
import { logOf } from './core/logging.ts';
import { stopSignal } from './signals.ts';
import { supervise } from './supervisor.ts';

/** How long the headers and the whole of a request may take, and how long a connection waits for another. */
const TIMEOUTS = { headersTimeout: 20_000, requestTimeout: 300_000, keepAliveTimeout: 5_000 };
const log = logOf('app.server');

/** Serve until told to stop; SIGTERM lets requests in flight finish. */
export async function serve(settings: Settings): Promise<void> {
  if (settings.workers > 1 && cluster.isPrimary) {
    await supervise(settings);
    return;
  }
  const stopped = stopSignal();
  const application = createApp(settings);
  const server = createServer(TIMEOUTS);
  const stop = stopping(server);
  server.on('request', application.app);
  try {
    server.listen(settings.port, settings.host);
    await once(server, 'listening');
    application.start();
    log.info('listening', { host: settings.host, port: settings.port });
    await stopped;
    log.info('stopping');
    await stop(settings.shutdownGraceSeconds);
  } finally {
    await application.close();
  }
}

/**
 * Return what stops the server: it refuses connections at once, and waits for the answers that are under way.
 *
 * After each of them its connection is closed; what is not answered in time is cut off.
 */
function stopping(server: Server): (graceSeconds: number) => Promise<void> {
  const answering = new Set<ServerResponse>();
  server.on('request', (_request, response) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    if (!server.listening) {
      response.setHeader('Connection', 'close');
    }
  });
  return async (graceSeconds) => {
    const closed = once(server, 'close');
    server.close();
    for (const response of answering) {
      if (!response.headersSent) {
        response.setHeader('Connection', 'close');
      }
    }
    const patience = setTimeout(() => {
      server.closeAllConnections();
    }, graceSeconds * 1000);
    await closed;
    clearTimeout(patience);
  };
}
