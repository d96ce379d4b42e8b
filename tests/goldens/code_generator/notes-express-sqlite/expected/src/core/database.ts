/** Connections and transactions: SQLite over the driver of Node. */

import { Kysely } from 'kysely';
import type { Tables } from '../models/index.ts';
import { dialect } from './connections.ts';
import { File } from './file.ts';
import { type Session, together } from './sessions.ts';

export { Outage } from './outages.ts';
export { commit, type Session } from './sessions.ts';

const SCHEME = 'sqlite:///';

/** Refuse what is no address of a database of this kind; the address is never repeated. */
export function checkAddress(url: string): void {
  if (!url.includes('://')) {
    throw new Error('is no address of a database');
  }
  if (!url.startsWith(SCHEME) || url.length === SCHEME.length) {
    throw new Error('must name a file, after sqlite:///');
  }
}

/** Return the path of the file that an address names. */
export function pathOf(url: string): string {
  return url.slice(SCHEME.length);
}

/** Two connections and the two ways in: `statements` (each stands alone) and `transaction`. */
export class Database {
  readonly #files: readonly [File, File];
  readonly #statements: Session;
  readonly #transactions: Session;

  /** There is no pool: statements are over when they were sent, and one transaction writes at a time. */
  constructor(url: string, _poolSize: number, timeoutSeconds: number) {
    const open = (): File => new File(pathOf(url), timeoutSeconds * 1000);
    this.#files = [open(), open()];
    this.#statements = new Kysely<Tables>({ dialect: dialect(this.#files[0], 'alone') });
    this.#transactions = new Kysely<Tables>({ dialect: dialect(this.#files[1], 'together') });
  }

  /** Run the work with a session whose statements stand alone; throws `Outage`. */
  async statements<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return work(this.#statements);
  }

  /** Run the work in one transaction: committed when it ends, rolled back when it throws; throws `Outage`. */
  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#transactions.connection().execute((session) => together(session, work));
  }

  /** Close both connections. */
  async close(): Promise<void> {
    await Promise.resolve();
    for (const file of this.#files) {
      file.close();
    }
  }
}
