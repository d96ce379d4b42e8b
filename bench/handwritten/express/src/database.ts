/** The tables, as the migrations made them, and the pool. */

import { type ColumnType, Kysely, PostgresDialect, type Selectable } from 'kysely';
import { Pool } from 'pg';
import { settings } from './config.ts';

export const STATUSES = ['draft', 'active', 'archived'] as const;

type Moment = ColumnType<Date, Date, Date>;

interface ProductTable {
  id: string;
  name: string;
  sku: string;
  price: string;
  stock: number;
  status: (typeof STATUSES)[number];
  description: string | null;
  seller_id: string;
  category_id: string | null;
  created_at: Moment;
  updated_at: Moment;
  version: number;
}

interface Tables {
  users: { id: string; role: string };
  auth_sessions: { id: string; account_id: string; expires_at: Moment; revoked_at: Moment | null };
  products: ProductTable;
}

export type Product = Selectable<ProductTable>;

const pool = new Pool({
  connectionString: settings.databaseUrl,
  max: settings.poolSize,
  connectionTimeoutMillis: 5_000,
  statement_timeout: 30_000,
  query_timeout: 35_000,
  lock_timeout: 10_000,
  keepAlive: true,
});
// A connection that is lost fails the next statement, or is replaced; unheard, this would end the process.
pool.on('error', () => undefined);

export const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
