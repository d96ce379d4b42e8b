/** What may happen to materials, step by step. */

import * as cases from '../core/cases.ts';
import { refusing } from '../core/constraints.ts';
import type { Session } from '../core/database.ts';
import { Problem } from '../core/errors.ts';
import { Refusal } from '../core/refusals.ts';
import type { Material } from '../models/index.ts';
import * as materialStore from '../repositories/materials.ts';
import type { Page } from '../repositories/paging.ts';
import { sentOf, valuesOf } from '../schemas/base.ts';
import {
  listingOfListMaterials,
  type ListMaterialsQuery,
  type MaterialCreate,
  type MaterialUpdate,
} from '../schemas/materials.ts';

const INSERT_MATERIAL_REFUSALS = [new Refusal('materials_name_key', 'unique', cases.CONFLICT, ['/name'])];
const UPDATE_MATERIAL_REFUSALS = [new Refusal('materials_name_key', 'unique', cases.CONFLICT, ['/name'])];

/** List materials. */
export async function listMaterials(
  session: Session,
  { query }: { query: ListMaterialsQuery },
): Promise<Page<Material>> {
  return await materialStore.listMaterials(session, { listing: listingOfListMaterials(query) });
}

/** Create a new material. */
export async function createMaterial(
  session: Session,
  { data }: { data: MaterialCreate },
): Promise<Material> {
  return await refusing(INSERT_MATERIAL_REFUSALS, () =>
    materialStore.insertMaterial(session, { values: valuesOf(data) }),
  );
}

/** Delete one material. */
export async function deleteMaterial(session: Session, { id }: { id: string }): Promise<void> {
  const material = await materialStore.findMaterialForDeleteMaterial(session, { id });
  if (material === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  const done = await materialStore.deleteMaterial(session, { materialId: material.id });
  if (!done) {
    throw new Problem(cases.NOT_FOUND);
  }
}

/** Read one material. */
export async function readMaterial(session: Session, { id }: { id: string }): Promise<Material> {
  const material = await materialStore.findMaterialForReadMaterial(session, { id });
  if (material === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  return material;
}

/** Change the given fields of one material. */
export async function updateMaterial(
  session: Session,
  { id, data }: { id: string; data: MaterialUpdate },
): Promise<Material> {
  const material = await materialStore.findMaterialForUpdateMaterial(session, { id });
  if (material === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  const changes = sentOf(data);
  if (Object.keys(changes).length === 0) {
    return material;
  }
  const changedMaterial = await refusing(UPDATE_MATERIAL_REFUSALS, () =>
    materialStore.updateMaterial(session, { materialId: material.id, values: changes }),
  );
  if (changedMaterial === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  return changedMaterial;
}
