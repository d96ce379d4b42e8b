/** Settings, from the environment. */

import { createSecretKey } from 'node:crypto';
import { z } from 'zod';

const variables = z.object({
  DATABASE_URL: z.string().min(1),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).default(5),
  JWT_SECRET: z.string().min(32),
  JWT_ISSUER: z.string().default('bench-shop'),
  JWT_AUDIENCE: z.string().default('bench-shop'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().default(8000),
  LOG_LEVEL: z.string().default('INFO'),
  SHUTDOWN_GRACE_SECONDS: z.coerce.number().int().default(20),
});

const found = variables.parse(process.env);

export const settings = {
  databaseUrl: found.DATABASE_URL,
  poolSize: found.DATABASE_POOL_SIZE,
  jwtKey: createSecretKey(Buffer.from(found.JWT_SECRET)),
  jwtIssuer: found.JWT_ISSUER,
  jwtAudience: found.JWT_AUDIENCE,
  host: found.HOST,
  port: found.PORT,
  logLevel: found.LOG_LEVEL,
  graceSeconds: found.SHUTDOWN_GRACE_SECONDS,
};
