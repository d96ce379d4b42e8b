/** What the query builder may expect of the store. */

import { SqliteAdapter } from 'kysely';

/** Statements are over when they were sent, so that sessions may share a connection; DDL can be undone. */
export class FileAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }

  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
