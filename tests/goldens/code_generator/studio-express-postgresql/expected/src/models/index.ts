/** All tables. */

import type { AuthRefreshTokenTable } from './auth-refresh-token.ts';
import type { AuthSessionTable } from './auth-session.ts';
import type { MaterialTable } from './material.ts';
import type { PaintingMaterialsTable } from './painting-materials.ts';
import type { PaintingTable } from './painting.ts';
import type { PersonTable } from './person.ts';
import type { RateLimitCounterTable } from './rate-limit-counter.ts';

export * from './auth-refresh-token.ts';
export * from './auth-session.ts';
export * from './material.ts';
export * from './painting-materials.ts';
export * from './painting.ts';
export * from './person.ts';
export * from './rate-limit-counter.ts';

/** All tables, by their names in the store. */
export interface Tables {
  materials: MaterialTable;
  people: PersonTable;
  rate_limit_counters: RateLimitCounterTable;
  auth_sessions: AuthSessionTable;
  paintings: PaintingTable;
  auth_refresh_tokens: AuthRefreshTokenTable;
  painting_materials: PaintingMaterialsTable;
}
