/** Bodies, queries and views of people. */

import { z } from 'zod';
import { choice, email, text } from '../core/values.ts';
import type { PersonRole } from '../models/enums.ts';
import type { Person } from '../models/index.ts';

/** The body of `AssignRoleRequest`. */
export const assignRoleRequest = z.strictObject({
  role: choice(['painter', 'curator']),
});
export type AssignRoleRequest = z.output<typeof assignRoleRequest>;

/** The body of `CreateAdminRequest`. */
export const createAdminRequest = z.strictObject({
  email: email({ folded: true }),
  password: text({ min: 12, max: 128 }),
});
export type CreateAdminRequest = z.output<typeof createAdminRequest>;

/** The body of `LoginRequest`. */
export const loginRequest = z.strictObject({
  email: email({ folded: true }),
  password: text({ min: 1, max: 128 }),
});
export type LoginRequest = z.output<typeof loginRequest>;

/** Person as shown. */
export interface PersonView {
  readonly id: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Return what is shown of one person. */
export function personView(row: Person): PersonView {
  return { id: row.id, email: row.email, role: row.role, createdAt: row.createdAt, updatedAt: row.updatedAt };
}

/** The body of `RefreshRequest`. */
export const refreshRequest = z.strictObject({
  refreshToken: text({ min: 1, max: 200 }),
});
export type RefreshRequest = z.output<typeof refreshRequest>;

/** The body of `RegisterRequest`. */
export const registerRequest = z.strictObject({
  email: email({ folded: true }),
  password: text({ min: 12, max: 128 }),
});
export type RegisterRequest = z.output<typeof registerRequest>;
