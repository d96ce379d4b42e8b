/** The application, and the server that runs it: `node src/server.ts`. */

import express from 'express';
import { settings } from './config.ts';
import { db } from './database.ts';
import { log, metrics, observed } from './observing.ts';
import { notFound, onError } from './problems.ts';
import { products } from './products.ts';

const app = express();
app.disable('x-powered-by').disable('etag');
app.use(observed);
app.get('/health/ready', async (_request, response) => {
  await db.selectFrom('products').select('id').limit(1).execute();
  response.json({ status: 'ok' });
});
app.get('/metrics', metrics);
app.use(products);
app.use(() => {
  throw notFound();
});
app.use(onError);

const server = app.listen(settings.port, settings.host, () => {
  log.info({ host: settings.host, port: settings.port }, 'listening');
});

process.once('SIGTERM', () => {
  setTimeout(() => {
    server.closeAllConnections();
  }, settings.graceSeconds * 1000).unref();
  server.close(() => void db.destroy());
  server.closeIdleConnections();
});
