/** A database that exists for one run of the tests. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The address of an empty database, and how it is removed. */
export interface Disposable extends AsyncDisposable {
  readonly url: string;
}

/** Make an empty database; it is gone when it is disposed of. */
export async function disposableDatabase(): Promise<Disposable> {
  const folder = await mkdtemp(join(tmpdir(), 'test-'));
  return {
    url: `sqlite:///${join(folder, 'test.db')}`,
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true });
    },
  };
}
