/** The `materials` table. */

import type { Insertable, Selectable } from 'kysely';
import * as columns from '../core/columns.ts';

/** Material. */
export interface Material {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A row as it is stored, by the names of the columns. */
export interface MaterialTable {
  id: string;
  name: string;
  created_at: string;
  updated_at: string;
}

/** The columns, by attribute. */
export const materialColumns = {
  id: columns.column('materials.id', columns.key),
  name: columns.column('materials.name', columns.text),
  createdAt: columns.column('materials.created_at', columns.timestamp),
  updatedAt: columns.column('materials.updated_at', columns.timestamp),
};

/** What a statement selects to read whole rows. */
export const materialSelection = [
  'materials.id',
  'materials.name',
  'materials.created_at',
  'materials.updated_at',
] as const;

/** Read a row. */
export function toMaterial(stored: Selectable<MaterialTable>): Material {
  return {
    id: stored.id,
    name: stored.name,
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
  };
}

/** Return what is stored of these values of a row. */
export function materialValues(values: Partial<Material>): Insertable<MaterialTable> {
  return columns.storedValues(materialColumns, values) as Insertable<MaterialTable>;
}
