/** Store access for paintings. */

import { now } from '../core/clock.ts';
import type { Session } from '../core/database.ts';
import { newId } from '../core/ids.ts';
import {
  type Painting,
  paintingColumns,
  paintingSelection,
  paintingValues,
  toPainting,
} from '../models/index.ts';
import { eq, filtered, type Filters, ge, Key, le, type Listing, ordered, type Sorts } from './ordering.ts';
import { fetchPage, type Page } from './paging.ts';
import { contains, rank } from './search.ts';

/** What rows may be filtered by. */
const FILTERS: Filters = {
  title: [paintingColumns.title, eq],
  technique: [paintingColumns.technique, eq],
  price: [paintingColumns.price, eq],
  priceGte: [paintingColumns.price, ge],
  priceLte: [paintingColumns.price, le],
  createdAtGte: [paintingColumns.createdAt, ge],
  createdAtLte: [paintingColumns.createdAt, le],
  updatedAtGte: [paintingColumns.updatedAt, ge],
  updatedAtLte: [paintingColumns.updatedAt, le],
  painterId: [paintingColumns.painterId, eq],
};

/** What rows may be sorted by. */
const SORTS: Sorts = {
  title: paintingColumns.title,
  technique: paintingColumns.technique,
  price: paintingColumns.price,
  createdAt: paintingColumns.createdAt,
  updatedAt: paintingColumns.updatedAt,
};

/** Remove a painting; false when there was none. */
export async function deletePainting(
  session: Session,
  { paintingId, paintingVersion }: {
    paintingId: string;
    paintingVersion: number;
  },
): Promise<boolean> {
  const removed = await session
    .deleteFrom('paintings')
    .where('paintings.id', '=', paintingId)
    .where('paintings.version', '=', paintingVersion)
    .returning('paintings.id')
    .executeTakeFirst();
  return removed !== undefined;
}

/** Return a painting; null when there is none. */
export async function findPainting(session: Session, { id }: { id: string }): Promise<Painting | null> {
  const found = await session
    .selectFrom('paintings')
    .select(paintingSelection)
    .where('paintings.id', '=', id)
    .executeTakeFirst();
  return found === undefined ? null : toPainting(found);
}

/** Return a painting; null when there is none. */
export async function findPaintingForDeletePainting(
  session: Session,
  { id, unrestricted, viewerId }: {
    id: string;
    unrestricted: boolean;
    viewerId: string;
  },
): Promise<Painting | null> {
  let statement = session.selectFrom('paintings').select(paintingSelection).where('paintings.id', '=', id);
  if (!unrestricted) {
    statement = statement.where('paintings.painter_id', '=', viewerId);
  }
  const found = await statement.executeTakeFirst();
  return found === undefined ? null : toPainting(found);
}

/** Return a painting; null when there is none. */
export async function findPaintingForLinkPaintingMaterial(
  session: Session,
  { id, unrestricted, viewerId }: {
    id: string;
    unrestricted: boolean;
    viewerId: string;
  },
): Promise<Painting | null> {
  let statement = session.selectFrom('paintings').select(paintingSelection).where('paintings.id', '=', id);
  if (!unrestricted) {
    statement = statement.where('paintings.painter_id', '=', viewerId);
  }
  const found = await statement.executeTakeFirst();
  return found === undefined ? null : toPainting(found);
}

/** Return a painting; null when there is none. */
export async function findPaintingForUnlinkPaintingMaterial(
  session: Session,
  { id, unrestricted, viewerId }: {
    id: string;
    unrestricted: boolean;
    viewerId: string;
  },
): Promise<Painting | null> {
  let statement = session.selectFrom('paintings').select(paintingSelection).where('paintings.id', '=', id);
  if (!unrestricted) {
    statement = statement.where('paintings.painter_id', '=', viewerId);
  }
  const found = await statement.executeTakeFirst();
  return found === undefined ? null : toPainting(found);
}

/** Return a painting; null when there is none. */
export async function findPaintingForUpdatePainting(
  session: Session,
  { id, unrestricted, viewerId }: {
    id: string;
    unrestricted: boolean;
    viewerId: string;
  },
): Promise<Painting | null> {
  let statement = session.selectFrom('paintings').select(paintingSelection).where('paintings.id', '=', id);
  if (!unrestricted) {
    statement = statement.where('paintings.painter_id', '=', viewerId);
  }
  const found = await statement.executeTakeFirst();
  return found === undefined ? null : toPainting(found);
}

/** Store a painting. */
export async function insertPainting(
  session: Session,
  { viewerId, values }: {
    viewerId: string;
    values: Partial<Painting>;
  },
): Promise<Painting> {
  const moment = now();
  const stored = await session
    .insertInto('paintings')
    .values(
      paintingValues({
        ...values,
        id: newId(),
        createdAt: moment,
        updatedAt: moment,
        version: 1,
        painterId: viewerId,
      }),
    )
    .returning(paintingSelection)
    .executeTakeFirstOrThrow();
  return toPainting(stored);
}

/** Return one page of paintings. */
export async function listPaintings(
  session: Session,
  { listing }: {
    listing: Listing;
  },
): Promise<Page<Painting>> {
  let statement = session.selectFrom('paintings').select(paintingSelection);
  statement = filtered(statement, FILTERS, listing.filters);
  const keys = ordered(SORTS, listing, [], paintingColumns.id);
  return await fetchPage(statement, keys, listing, toPainting);
}

/** Return one page of paintings. */
export async function searchPaintings(
  session: Session,
  { q, listing }: {
    q: string;
    listing: Listing;
  },
): Promise<Page<Painting>> {
  let statement = session.selectFrom('paintings').select(paintingSelection);
  statement = statement.where(contains([paintingColumns.title], q));
  statement = filtered(statement, FILTERS, listing.filters);
  const keys = ordered({}, listing, [new Key(rank([paintingColumns.title], q))], paintingColumns.id);
  return await fetchPage(statement, keys, listing, toPainting);
}

/** Change a painting; null when no row met the conditions. */
export async function updatePainting(
  session: Session,
  { paintingId, paintingVersion, values }: {
    paintingId: string;
    paintingVersion: number;
    values: Partial<Painting>;
  },
): Promise<Painting | null> {
  const stored = await session
    .updateTable('paintings')
    .set((eb) => ({
      ...paintingValues({ ...values, updatedAt: now() }),
      version: eb('paintings.version', '+', 1),
    }))
    .where('paintings.id', '=', paintingId)
    .where('paintings.version', '=', paintingVersion)
    .returning(paintingSelection)
    .executeTakeFirst();
  return stored === undefined ? null : toPainting(stored);
}
