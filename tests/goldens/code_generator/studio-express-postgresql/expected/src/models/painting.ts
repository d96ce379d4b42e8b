/** The `paintings` table. */

import type { Big } from 'big.js';
import type { Insertable, Selectable } from 'kysely';
import * as columns from '../core/columns.ts';
import { PAINTING_TECHNIQUES, type PaintingTechnique } from './enums.ts';

/** Painting. */
export interface Painting {
  readonly id: string;
  readonly title: string;
  readonly technique: PaintingTechnique;
  readonly price: Big | null;
  readonly painterId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** A row as it is stored, by the names of the columns. */
export interface PaintingTable {
  id: string;
  title: string;
  technique: PaintingTechnique;
  price: string | null;
  painter_id: string;
  created_at: string;
  updated_at: string;
  version: number;
}

/** The columns, by attribute. */
export const paintingColumns = {
  id: columns.column('paintings.id', columns.key),
  title: columns.column('paintings.title', columns.text),
  technique: columns.column('paintings.technique', columns.choice(PAINTING_TECHNIQUES)),
  price: columns.column('paintings.price', columns.exact(10, 2), { nullable: true }),
  painterId: columns.column('paintings.painter_id', columns.key),
  createdAt: columns.column('paintings.created_at', columns.timestamp),
  updatedAt: columns.column('paintings.updated_at', columns.timestamp),
  version: columns.column('paintings.version', columns.int32),
};

/** What a statement selects to read whole rows. */
export const paintingSelection = [
  'paintings.id',
  'paintings.title',
  'paintings.technique',
  'paintings.price',
  'paintings.painter_id',
  'paintings.created_at',
  'paintings.updated_at',
  'paintings.version',
] as const;

/** Read a row. */
export function toPainting(stored: Selectable<PaintingTable>): Painting {
  return {
    id: stored.id,
    title: stored.title,
    technique: stored.technique,
    price: paintingColumns.price.codec.load(stored.price),
    painterId: stored.painter_id,
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
    version: stored.version,
  };
}

/** Return what is stored of these values of a row. */
export function paintingValues(values: Partial<Painting>): Insertable<PaintingTable> {
  return columns.storedValues(paintingColumns, values) as Insertable<PaintingTable>;
}
