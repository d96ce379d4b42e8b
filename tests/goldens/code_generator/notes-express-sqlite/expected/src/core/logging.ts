/** Structured logs: one JSON object a line on standard output. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { type Logger, pino } from 'pino';

/** The id of the request that is being answered. */
export const requestId = new AsyncLocalStorage<string>();

/** Facts of a line; an `exception` is told with its stack. */
export type Facts = Readonly<Record<string, unknown>>;

/** Writes lines under the name of a part of the application. */
export interface Log {
  debug(message: string, facts?: Facts): void;
  info(message: string, facts?: Facts): void;
  warning(message: string, facts?: Facts): void;
  error(message: string, facts?: Facts): void;
}

const LEVELS: Readonly<Record<string, string>> = { warn: 'warning', fatal: 'critical' };
const METHODS: Readonly<Record<string, string>> = { WARNING: 'warn', CRITICAL: 'fatal' };

const root: Logger = pino({
  base: null,
  messageKey: 'message',
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: LEVELS[label] ?? label }) },
  mixin: () => {
    const current = requestId.getStore();
    return current === undefined ? {} : { request_id: current };
  },
  serializers: { exception: stackOf },
});

/** Set the lowest level that is written: DEBUG, INFO, WARNING or ERROR. */
export function configure(level: string): void {
  root.level = METHODS[level] ?? level.toLowerCase();
}

/** Return the log of a part of the application. */
export function logOf(name: string): Log {
  return {
    debug: (message, facts) => {
      root.debug({ logger: name, ...facts }, message);
    },
    info: (message, facts) => {
      root.info({ logger: name, ...facts }, message);
    },
    warning: (message, facts) => {
      root.warn({ logger: name, ...facts }, message);
    },
    error: (message, facts) => {
      root.error({ logger: name, ...facts }, message);
    },
  };
}

/** Return where an error comes from, and what caused it. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
