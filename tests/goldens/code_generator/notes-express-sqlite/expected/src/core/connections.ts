/** Connections to the file, as the query builder takes them. */

import { CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type QueryResult } from 'kysely';
import { SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { FileAdapter } from './adapter.ts';
import type { File } from './file.ts';
import { Turns } from './turns.ts';

/** How statements of one session go together: each stands alone, or all are one transaction. */
export type Mode = 'alone' | 'together';

/** Return the dialect of sessions of this kind. */
export function dialect(file: File, mode: Mode): Dialect {
  return {
    createAdapter: () => new FileAdapter(),
    createDriver: () => driver(file, mode),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** What a session works with. A transaction begins with its first statement; then another one may begin. */
class Connection implements DatabaseConnection {
  readonly #file: File;
  readonly #turns: Turns | null;
  #begun = false;

  constructor(file: File, turns: Turns | null) {
    this.#file = file;
    this.#turns = turns;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#turns !== null) {
      if (sql === 'commit' || sql === 'rollback') {
        await this.#end(sql);
        return { rows: [] };
      }
      await this.#enter(this.#turns);
    }
    const { rows, changes } = await this.#file.run(sql, parameters);
    return { rows: rows as R[], numAffectedRows: changes };
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read all at once');
  }

  async #enter(turns: Turns): Promise<void> {
    if (this.#begun) {
      if (!this.#file.isTransaction) {
        throw new Error('The transaction had failed before its end.');
      }
      return;
    }
    await turns.take(this.#file.patience);
    try {
      // The write lock is taken at once: who reads first and writes later could not wait for it.
      await this.#file.run('begin immediate');
      this.#begun = true;
    } catch (error) {
      turns.pass();
      throw error;
    }
  }

  /** Take back a transaction that nobody ended. */
  leave(): void {
    if (this.#begun) {
      if (this.#file.isTransaction) {
        this.#file.close();
      }
      this.#pass();
    }
  }

  async #end(statement: 'commit' | 'rollback'): Promise<void> {
    if (this.#begun) {
      const open = this.#file.isTransaction;
      if (open) {
        await this.#file.run(statement);
      }
      this.#pass();
      if (!open && statement === 'commit') {
        throw new Error('The transaction had failed before its end.');
      }
    }
  }

  #pass(): void {
    this.#begun = false;
    this.#turns?.pass();
  }
}

function driver(file: File, mode: Mode): Driver {
  const turns = mode === 'together' ? new Turns() : null;
  const run = async (connection: DatabaseConnection, statement: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(statement));
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(new Connection(file, turns)),
    beginTransaction: (connection) => run(connection, 'begin immediate'),
    commitTransaction: (connection) => run(connection, 'commit'),
    rollbackTransaction: (connection) => run(connection, 'rollback'),
    releaseConnection: (connection) => {
      if (connection instanceof Connection) {
        connection.leave();
      }
      return Promise.resolve();
    },
    destroy: () => {
      file.close();
      return Promise.resolve();
    },
  };
}
