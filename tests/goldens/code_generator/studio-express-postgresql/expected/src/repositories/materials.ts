/** Store access for materials. */

import { now } from '../core/clock.ts';
import * as columns from '../core/columns.ts';
import type { Session } from '../core/database.ts';
import { newId } from '../core/ids.ts';
import {
  type Material,
  materialColumns,
  materialSelection,
  materialValues,
  type PaintingMaterials,
  toMaterial,
} from '../models/index.ts';
import { type Linked, linked } from './links.ts';
import { eq, filtered, type Filters, ge, le, type Listing, ordered, type Sorts } from './ordering.ts';
import { fetchPage, type Page } from './paging.ts';

/** What rows may be filtered by. */
const FILTERS: Filters = {
  name: [materialColumns.name, eq],
  createdAtGte: [materialColumns.createdAt, ge],
  createdAtLte: [materialColumns.createdAt, le],
  updatedAtGte: [materialColumns.updatedAt, ge],
  updatedAtLte: [materialColumns.updatedAt, le],
};

/** What rows may be sorted by. */
const SORTS: Sorts = {
  name: materialColumns.name,
  createdAt: materialColumns.createdAt,
  updatedAt: materialColumns.updatedAt,
};

/** Remove a material; false when there was none. */
export async function deleteMaterial(
  session: Session,
  { materialId }: {
    materialId: string;
  },
): Promise<boolean> {
  const removed = await session
    .deleteFrom('materials')
    .where('materials.id', '=', materialId)
    .returning('materials.id')
    .executeTakeFirst();
  return removed !== undefined;
}

/** Return a material; null when there is none. */
export async function findMaterial(
  session: Session,
  { materialId }: {
    materialId: string;
  },
): Promise<Material | null> {
  const found = await session
    .selectFrom('materials')
    .select(materialSelection)
    .where('materials.id', '=', materialId)
    .executeTakeFirst();
  return found === undefined ? null : toMaterial(found);
}

/** Return a material; null when there is none. */
export async function findMaterialForDeleteMaterial(
  session: Session,
  { id }: {
    id: string;
  },
): Promise<Material | null> {
  const found = await session
    .selectFrom('materials')
    .select(materialSelection)
    .where('materials.id', '=', id)
    .executeTakeFirst();
  return found === undefined ? null : toMaterial(found);
}

/** Return a material; null when there is none. */
export async function findMaterialForReadMaterial(
  session: Session,
  { id }: {
    id: string;
  },
): Promise<Material | null> {
  const found = await session
    .selectFrom('materials')
    .select(materialSelection)
    .where('materials.id', '=', id)
    .executeTakeFirst();
  return found === undefined ? null : toMaterial(found);
}

/** Return a material; null when there is none. */
export async function findMaterialForUpdateMaterial(
  session: Session,
  { id }: {
    id: string;
  },
): Promise<Material | null> {
  const found = await session
    .selectFrom('materials')
    .select(materialSelection)
    .where('materials.id', '=', id)
    .executeTakeFirst();
  return found === undefined ? null : toMaterial(found);
}

/** Store a material. */
export async function insertMaterial(
  session: Session,
  { values }: {
    values: Partial<Material>;
  },
): Promise<Material> {
  const moment = now();
  const stored = await session
    .insertInto('materials')
    .values(materialValues({ ...values, id: newId(), createdAt: moment, updatedAt: moment }))
    .returning(materialSelection)
    .executeTakeFirstOrThrow();
  return toMaterial(stored);
}

/** Return one page of materials. */
export async function listMaterials(
  session: Session,
  { listing }: {
    listing: Listing;
  },
): Promise<Page<Material>> {
  let statement = session.selectFrom('materials').select(materialSelection);
  statement = filtered(statement, FILTERS, listing.filters);
  const keys = ordered(SORTS, listing, [], materialColumns.id);
  return await fetchPage(statement, keys, listing, toMaterial);
}

/** Return one page of materials. */
export async function listPaintingMaterials(
  session: Session,
  { paintingId, listing }: {
    paintingId: string;
    listing: Listing;
  },
): Promise<Page<Linked<Material, Pick<PaintingMaterials, 'share'>>>> {
  let statement = session
    .selectFrom('materials')
    .innerJoin('painting_materials', 'painting_materials.material_id', 'materials.id')
    .where('painting_materials.painting_id', '=', paintingId)
    .select(materialSelection)
    .select(['painting_materials.share as linked_share']);
  statement = filtered(statement, FILTERS, listing.filters);
  const keys = ordered(SORTS, listing, [], materialColumns.id);
  return await fetchPage(statement, keys, listing, (row) =>
    linked(toMaterial(row), { share: columns.exact(5, 2).load(row.linked_share) }),
  );
}

/** Change a material; null when no row met the conditions. */
export async function updateMaterial(
  session: Session,
  { materialId, values }: {
    materialId: string;
    values: Partial<Material>;
  },
): Promise<Material | null> {
  const stored = await session
    .updateTable('materials')
    .set(materialValues({ ...values, updatedAt: now() }))
    .where('materials.id', '=', materialId)
    .returning(materialSelection)
    .executeTakeFirst();
  return stored === undefined ? null : toMaterial(stored);
}
