/** The `painting_materials` table. */

import type { Big } from 'big.js';
import type { Insertable, Selectable } from 'kysely';
import * as columns from '../core/columns.ts';

/** Painting materials. */
export interface PaintingMaterials {
  readonly paintingId: string;
  readonly materialId: string;
  readonly share: Big;
}

/** A row as it is stored, by the names of the columns. */
export interface PaintingMaterialsTable {
  painting_id: string;
  material_id: string;
  share: string;
}

/** The columns, by attribute. */
export const paintingMaterialsColumns = {
  paintingId: columns.column('painting_materials.painting_id', columns.key),
  materialId: columns.column('painting_materials.material_id', columns.key),
  share: columns.column('painting_materials.share', columns.exact(5, 2)),
};

/** What a statement selects to read whole rows. */
export const paintingMaterialsSelection = [
  'painting_materials.painting_id',
  'painting_materials.material_id',
  'painting_materials.share',
] as const;

/** Read a row. */
export function toPaintingMaterials(stored: Selectable<PaintingMaterialsTable>): PaintingMaterials {
  return {
    paintingId: stored.painting_id,
    materialId: stored.material_id,
    share: paintingMaterialsColumns.share.codec.load(stored.share),
  };
}

/** Return what is stored of these values of a row. */
export function paintingMaterialsValues(
  values: Partial<PaintingMaterials>,
): Insertable<PaintingMaterialsTable> {
  return columns.storedValues(paintingMaterialsColumns, values) as Insertable<PaintingMaterialsTable>;
}
