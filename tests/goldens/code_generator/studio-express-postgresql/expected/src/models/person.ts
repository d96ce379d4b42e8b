/** The `people` table. */

import type { Insertable, Selectable } from 'kysely';
import * as columns from '../core/columns.ts';
import { PERSON_ROLES, type PersonRole } from './enums.ts';

/** Person. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly role: PersonRole;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A row as it is stored, by the names of the columns. */
export interface PersonTable {
  id: string;
  email: string;
  password_hash: string;
  role: PersonRole;
  created_at: string;
  updated_at: string;
}

/** The columns, by attribute. */
export const personColumns = {
  id: columns.column('people.id', columns.key),
  email: columns.column('people.email', columns.text),
  passwordHash: columns.column('people.password_hash', columns.text),
  role: columns.column('people.role', columns.choice(PERSON_ROLES)),
  createdAt: columns.column('people.created_at', columns.timestamp),
  updatedAt: columns.column('people.updated_at', columns.timestamp),
};

/** What a statement selects to read whole rows. */
export const personSelection = [
  'people.id',
  'people.email',
  'people.password_hash',
  'people.role',
  'people.created_at',
  'people.updated_at',
] as const;

/** Read a row. */
export function toPerson(stored: Selectable<PersonTable>): Person {
  return {
    id: stored.id,
    email: stored.email,
    passwordHash: stored.password_hash,
    role: stored.role,
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
  };
}

/** Return what is stored of these values of a row. */
export function personValues(values: Partial<Person>): Insertable<PersonTable> {
  return columns.storedValues(personColumns, values) as Insertable<PersonTable>;
}
