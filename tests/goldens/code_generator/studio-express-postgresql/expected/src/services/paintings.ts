/** What may happen to paintings, step by step. */

import * as cases from '../core/cases.ts';
import { requireMatch } from '../core/conditions.ts';
import { refusing } from '../core/constraints.ts';
import type { Session } from '../core/database.ts';
import { Problem } from '../core/errors.ts';
import { Refusal } from '../core/refusals.ts';
import type { Material, Painting, PaintingMaterials } from '../models/index.ts';
import type { Linked } from '../repositories/links.ts';
import * as materialStore from '../repositories/materials.ts';
import type { Page } from '../repositories/paging.ts';
import * as paintingMaterialsStore from '../repositories/painting-materials.ts';
import * as paintingStore from '../repositories/paintings.ts';
import { sentOf, valuesOf } from '../schemas/base.ts';
import {
  type LinkPaintingMaterialRequest,
  listingOfListPaintingMaterials,
  listingOfListPaintings,
  listingOfSearchPaintings,
  type ListPaintingMaterialsQuery,
  type ListPaintingsQuery,
  type PaintingCreate,
  type PaintingUpdate,
  type SearchPaintingsQuery,
} from '../schemas/paintings.ts';
import type { Viewer } from '../security/viewer.ts';

const INSERT_PAINTING_REFUSALS = [
  new Refusal('paintings_painter_id_fkey', 'reference', cases.VALIDATION_FAILED),
];
const PUT_PAINTING_MATERIALS_REFUSALS = [
  new Refusal('painting_materials_painting_id_fkey', 'reference', cases.NOT_FOUND),
  new Refusal('painting_materials_material_id_fkey', 'reference', cases.NOT_FOUND),
];

/** List paintings. */
export async function listPaintings(
  session: Session,
  { query }: { query: ListPaintingsQuery },
): Promise<Page<Painting>> {
  return await paintingStore.listPaintings(session, { listing: listingOfListPaintings(query) });
}

/** Create a new painting. */
export async function createPainting(
  session: Session,
  { viewer, data }: { viewer: Viewer; data: PaintingCreate },
): Promise<Painting> {
  return await refusing(INSERT_PAINTING_REFUSALS, () =>
    paintingStore.insertPainting(session, { viewerId: viewer.id, values: valuesOf(data) }),
  );
}

/** Search paintings, best match first. */
export async function searchPaintings(
  session: Session,
  { query }: { query: SearchPaintingsQuery },
): Promise<Page<Painting>> {
  return await paintingStore.searchPaintings(session, {
    q: query.q,
    listing: listingOfSearchPaintings(query),
  });
}

/** Delete one painting. */
export async function deletePainting(
  session: Session,
  { viewer, id, ifMatch }: { viewer: Viewer; id: string; ifMatch: string | null },
): Promise<void> {
  const painting = await paintingStore.findPaintingForDeletePainting(session, {
    id,
    unrestricted: viewer.role === 'curator',
    viewerId: viewer.id,
  });
  if (painting === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  requireMatch(ifMatch, painting.version, {
    required: cases.PRECONDITION_REQUIRED,
    stale: cases.PRECONDITION_FAILED,
  });
  const done = await paintingStore.deletePainting(session, {
    paintingId: painting.id,
    paintingVersion: painting.version,
  });
  if (!done) {
    throw new Problem(cases.PRECONDITION_FAILED);
  }
}

/** Read one painting. */
export async function readPainting(session: Session, { id }: { id: string }): Promise<Painting> {
  const painting = await paintingStore.findPainting(session, { id });
  if (painting === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  return painting;
}

/** Change the given fields of one painting. */
export async function updatePainting(
  session: Session,
  { viewer, id, data, ifMatch }: { viewer: Viewer; id: string; data: PaintingUpdate; ifMatch: string | null },
): Promise<Painting> {
  const painting = await paintingStore.findPaintingForUpdatePainting(session, {
    id,
    unrestricted: viewer.role === 'curator',
    viewerId: viewer.id,
  });
  if (painting === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  requireMatch(ifMatch, painting.version, {
    required: cases.PRECONDITION_REQUIRED,
    stale: cases.PRECONDITION_FAILED,
  });
  const changes = sentOf(data);
  if (Object.keys(changes).length === 0) {
    return painting;
  }
  const changedPainting = await paintingStore.updatePainting(session, {
    paintingId: painting.id,
    paintingVersion: painting.version,
    values: changes,
  });
  if (changedPainting === null) {
    throw new Problem(cases.PRECONDITION_FAILED);
  }
  return changedPainting;
}

/** List the materials of one painting. */
export async function listPaintingMaterials(
  session: Session,
  { id, query }: { id: string; query: ListPaintingMaterialsQuery },
): Promise<Page<Linked<Material, Pick<PaintingMaterials, 'share'>>>> {
  const painting = await paintingStore.findPainting(session, { id });
  if (painting === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  return await materialStore.listPaintingMaterials(session, {
    paintingId: painting.id,
    listing: listingOfListPaintingMaterials(query, id),
  });
}

/** Remove the link between one painting and one material. */
export async function unlinkPaintingMaterial(
  session: Session,
  { viewer, id, materialId }: { viewer: Viewer; id: string; materialId: string },
): Promise<void> {
  const painting = await paintingStore.findPaintingForUnlinkPaintingMaterial(session, {
    id,
    unrestricted: viewer.role === 'curator',
    viewerId: viewer.id,
  });
  if (painting === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  const material = await materialStore.findMaterial(session, { materialId });
  if (material === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  await paintingMaterialsStore.removePaintingMaterials(session, {
    paintingId: painting.id,
    materialId: material.id,
  });
}

/** Link one material to one painting. */
export async function linkPaintingMaterial(
  session: Session,
  { viewer, id, materialId, data }: {
    viewer: Viewer;
    id: string;
    materialId: string;
    data: LinkPaintingMaterialRequest;
  },
): Promise<void> {
  const painting = await paintingStore.findPaintingForLinkPaintingMaterial(session, {
    id,
    unrestricted: viewer.role === 'curator',
    viewerId: viewer.id,
  });
  if (painting === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  const material = await materialStore.findMaterial(session, { materialId });
  if (material === null) {
    throw new Problem(cases.NOT_FOUND);
  }
  await refusing(PUT_PAINTING_MATERIALS_REFUSALS, () =>
    paintingMaterialsStore.putPaintingMaterials(session, {
      paintingId: painting.id,
      materialId: material.id,
      values: valuesOf(data),
    }),
  );
}
