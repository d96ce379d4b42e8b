/** The file that is the database, as Node's driver opens it. */

import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { isBusy, toldApart } from './outages.ts';

/** A row, by the names of its columns. */
export type Row = Record<string, SQLOutputValue>;

interface Answer {
  readonly rows: Row[];
  readonly changes: bigint;
}

const PRAGMAS = ['journal_mode = WAL', 'synchronous = NORMAL'];
const MOST_STATEMENTS = 200;
const SHORTEST_PAUSE = 1;
const LONGEST_PAUSE = 25;

/** One connection, opened when it is first needed. Nothing waits inside of it: Node would stand still. */
export class File {
  /** How long somebody else's transaction is waited for, in milliseconds. */
  readonly patience: number;
  readonly #path: string;
  readonly #references: boolean;
  readonly #statements = new Map<string, StatementSync>();
  #database: DatabaseSync | null = null;

  constructor(path: string, patience: number, { references = true } = {}) {
    this.#path = path;
    this.patience = patience;
    this.#references = references;
  }

  /** Whether a transaction is open. */
  get isTransaction(): boolean {
    return this.#database?.isTransaction ?? false;
  }

  /** Run a statement; while somebody else writes it is tried again and again. Throws `Outage`. */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<Answer> {
    const end = performance.now() + this.patience;
    for (let wait = SHORTEST_PAUSE; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      try {
        return this.#run(sql, parameters);
      } catch (error) {
        if (!isBusy(error) || performance.now() + wait > end) {
          throw toldApart(error);
        }
      }
      await pause(wait);
    }
  }

  /** Close the connection. */
  close(): void {
    this.#statements.clear();
    this.#database?.close();
    this.#database = null;
  }

  #run(sql: string, parameters: readonly unknown[]): Answer {
    const statement = this.#prepared(sql);
    const values = parameters.map(bound);
    if (statement.columns().length > 0) {
      return { rows: statement.all(...values).map(read), changes: 0n };
    }
    return { rows: [], changes: BigInt(statement.run(...values).changes) };
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) {
      return known;
    }
    const statement = this.#opened().prepare(sql);
    statement.setReadBigInts(true);
    if (this.#statements.size >= MOST_STATEMENTS) {
      this.#statements.clear();
    }
    this.#statements.set(sql, statement);
    return statement;
  }

  #opened(): DatabaseSync {
    if (this.#database === null) {
      const options = { enableForeignKeyConstraints: this.#references, timeout: 0 };
      const database = new DatabaseSync(this.#path, options);
      try {
        for (const pragma of PRAGMAS) {
          database.exec(`PRAGMA ${pragma}`);
        }
      } catch (error) {
        database.close();
        throw error;
      }
      this.#database = database;
    }
    return this.#database;
  }
}

/** A value as a parameter: the driver takes every number for one with a fraction, which divides otherwise. */
function bound(value: unknown): SQLInputValue {
  if (typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0)) {
    return BigInt(value);
  }
  return value as SQLInputValue;
}

/** A row with numbers where they are exact. */
function read(row: Row): Row {
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) {
      row[name] = Number(value);
    }
  }
  return row;
}
