/** How workers come to the metrics of all of them: through the process that started them. */

import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { AggregatorRegistry } from 'prom-client';
import { logOf } from './logging.ts';

const ASKED = 'metrics:asked';
const TOLD = 'metrics:told';

interface Message {
  readonly type: string;
  readonly id: string;
  readonly text: string | null;
}

const log = logOf('app.core.metrics');
const waiting = new Map<string, (text: string | null) => void>();

/** Answer the workers; for the process that starts them, before it does. */
export function gatherMetrics(): void {
  const registry = new AggregatorRegistry();
  cluster.on('message', (worker, message: unknown) => {
    if (!isMessage(message, ASKED)) {
      return;
    }
    const tell = (text: string | null): void => {
      if (worker.isConnected()) {
        worker.send({ type: TOLD, id: message.id, text });
      }
    };
    registry.clusterMetrics().then(tell, (error: unknown) => {
      log.error('the metrics of a worker are missing', { exception: error });
      tell(null);
    });
  });
}

/** Return what all workers have counted, as one text; for workers. */
export async function metricsOfAll(): Promise<string> {
  const id = randomUUID();
  const text = await new Promise<string | null>((resolve) => {
    waiting.set(id, resolve);
    process.send?.({ type: ASKED, id, text: null });
  });
  if (text === null) {
    throw new Error('the metrics of a worker are missing');
  }
  return text;
}

if (cluster.isWorker) {
  // It answers when this process is asked for what it has counted itself.
  new AggregatorRegistry();
  process.on('message', (message: unknown) => {
    if (isMessage(message, TOLD)) {
      waiting.get(message.id)?.(message.text);
      waiting.delete(message.id);
    }
  });
}

function isMessage(message: unknown, type: string): message is Message {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === type;
}
