/** Worker processes on one socket: as many as the settings say, for as long as the server runs. */

import cluster, { type Worker } from 'node:cluster';
import type { Settings } from './core/config.ts';
import { configure, logOf } from './core/logging.ts';
import { gatherMetrics } from './core/workers.ts';
import { stopSignal } from './signals.ts';

/** Beyond the time that requests have: for connections to the database, and for the exit. */
const PATIENCE_SECONDS = 30;
const log = logOf('app.supervisor');

/** Run the workers until told to stop, and let each finish its requests; one that dies is replaced. */
export async function supervise(settings: Settings): Promise<void> {
  configure(settings.logLevel);
  gatherMetrics();
  const workers = new Set<Worker>();
  const listening = new WeakSet<Worker>();
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  let stopping = false;
  const fork = (): void => {
    const worker = cluster.fork();
    workers.add(worker);
    worker.once('listening', () => listening.add(worker));
    worker.once('exit', (code, signal) => {
      workers.delete(worker);
      if (stopping) {
        return;
      }
      if (!listening.has(worker)) {
        fail(new Error('a worker could not start'));
        return;
      }
      log.error('a worker died; another one takes its place', { code, signal });
      fork();
    });
  };
  for (let count = 0; count < settings.workers; count += 1) {
    fork();
  }
  try {
    await Promise.race([stopSignal(), failed]);
  } finally {
    stopping = true;
    await stop(workers, settings.shutdownGraceSeconds + PATIENCE_SECONDS);
  }
}

async function stop(workers: ReadonlySet<Worker>, seconds: number): Promise<void> {
  const ended = Array.from(workers, (worker) => new Promise((resolve) => worker.once('exit', resolve)));
  const tell = (signal: NodeJS.Signals): void => {
    for (const worker of workers) {
      worker.process.kill(signal);
    }
  };
  tell('SIGTERM');
  const patience = setTimeout(() => {
    tell('SIGKILL');
  }, seconds * 1000);
  await Promise.all(ended);
  clearTimeout(patience);
}
