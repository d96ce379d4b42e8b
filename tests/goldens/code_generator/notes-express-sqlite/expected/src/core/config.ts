/** Settings, read from the environment; a wrong value stops the start with a clear message. */

import { z } from 'zod';
import { checkAddress } from './database.ts';
import {
  type Environment,
  fraction,
  list,
  processEnvironment,
  secret,
  text,
  whole,
  withoutEmpty,
} from './environment.ts';
import type { Secret } from './secret.ts';

/** The environment does not hold a usable configuration. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Everything that may differ between two deployments. */
export interface Settings {
  /** Where the database is: `sqlite:////data/notes.db`. */
  readonly databaseUrl: Secret;
  /** Connections that each worker keeps. */
  readonly databasePoolSize: number;
  /** How long to wait for a connection. */
  readonly databaseTimeoutSeconds: number;
  /** Origins that browsers may call from, with commas; empty turns CORS off. */
  readonly corsOrigins: readonly string[];
  /** Moves the clock by which things expire, for tests alone; 0 where people use it. */
  readonly clockOffsetSeconds: number;
  /** Longest request body. */
  readonly maxBodyBytes: number;
  /** DEBUG, INFO, WARNING or ERROR. */
  readonly logLevel: string;
  /** Address to listen on. */
  readonly host: string;
  /** Port to listen on. */
  readonly port: number;
  /** Worker processes. */
  readonly workers: number;
  /** How long a stopping worker may finish its requests. */
  readonly shutdownGraceSeconds: number;
}

const variables = z
  .object({
    DATABASE_URL: secret(checkAddress),
    DATABASE_POOL_SIZE: whole({ min: 1, max: 100 }).default(5),
    DATABASE_TIMEOUT_SECONDS: fraction({ min: 1, max: 60 }).default(5),
    CORS_ORIGINS: list(readOrigin).default([]),
    CLOCK_OFFSET_SECONDS: whole({ min: -50_000_000_000, max: 230_000_000_000 }).default(0),
    MAX_BODY_BYTES: whole({ min: 1024, max: 104_857_600 }).default(1_048_576),
    LOG_LEVEL: text({ pattern: /^(DEBUG|INFO|WARNING|ERROR)$/ }).default('INFO'),
    HOST: text().default('127.0.0.1'),
    PORT: whole({ min: 1, max: 65_535 }).default(8000),
    WORKERS: whole({ min: 1, max: 64 }).default(1),
    SHUTDOWN_GRACE_SECONDS: whole({ min: 1, max: 300 }).default(20),
  })
  .transform((found): Settings => ({
    databaseUrl: found.DATABASE_URL,
    databasePoolSize: found.DATABASE_POOL_SIZE,
    databaseTimeoutSeconds: found.DATABASE_TIMEOUT_SECONDS,
    corsOrigins: found.CORS_ORIGINS,
    clockOffsetSeconds: found.CLOCK_OFFSET_SECONDS,
    maxBodyBytes: found.MAX_BODY_BYTES,
    logLevel: found.LOG_LEVEL,
    host: found.HOST,
    port: found.PORT,
    workers: found.WORKERS,
    shutdownGraceSeconds: found.SHUTDOWN_GRACE_SECONDS,
  }));

let read: Settings | undefined;

/** Return the settings of an environment; throws `ConfigurationError` that names each wrong variable. */
export function loadSettings(environment: Environment): Settings {
  const found = variables.safeParse(withoutEmpty(environment));
  if (!found.success) {
    const lines = found.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(['The configuration is not usable:', ...lines].join('\n'));
  }
  return found.data;
}

/** Return the settings of this process, read once; throws `ConfigurationError`. */
export function getSettings(): Settings {
  read ??= loadSettings(processEnvironment());
  return read;
}

function readOrigin(origin: string): string {
  if (!origin.includes('://') || origin.endsWith('/')) {
    throw new Error('each origin is scheme://host[:port], without a trailing slash');
  }
  return origin;
}
