/** What the application runs with: put together once, given to all that handles requests. */

import type { Settings } from './config.ts';
import type { Database } from './database.ts';
import type { Log } from './logging.ts';

/** What every route may ask for. */
export interface Context {
  readonly settings: Settings;
  readonly database: Database;
  readonly log: Log;
}
