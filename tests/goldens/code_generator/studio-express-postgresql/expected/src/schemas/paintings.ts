/** Bodies, queries and views of paintings. */

import { z } from 'zod';
import { choice, dateTime, decimal, distinctList, id, int32Text, text } from '../core/values.ts';
import { PAINTING_TECHNIQUES, type PaintingTechnique } from '../models/enums.ts';
import type { Painting } from '../models/index.ts';
import type { Listing } from '../repositories/ordering.ts';
import type { Page } from '../repositories/paging.ts';
import { chosen } from './base.ts';

/** The body of `LinkPaintingMaterialRequest`. */
export const linkPaintingMaterialRequest = z.strictObject({
  share: decimal({ digits: 5, places: 2, min: '0', max: '100' }),
});
export type LinkPaintingMaterialRequest = z.output<typeof linkPaintingMaterialRequest>;

/** Painting as shown. */
export interface PaintingView {
  readonly id: string;
  readonly title: string;
  readonly technique: PaintingTechnique;
  readonly price: string | null;
  readonly painterId: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** Return what is shown of one painting. */
export function paintingView(row: Painting): PaintingView {
  return {
    id: row.id,
    title: row.title,
    technique: row.technique,
    price: row.price?.toFixed(2) ?? null,
    painterId: row.painterId,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}

/** A page of them. */
export interface PaintingPage {
  readonly items: readonly PaintingView[];
  readonly nextCursor: string | null;
}

/** Return what is shown of a page. */
export function paintingPage(page: Page<Painting>): PaintingPage {
  return { items: page.items.map(paintingView), nextCursor: page.nextCursor };
}

/** The body of `PaintingCreate`. */
export const paintingCreate = z.strictObject({
  title: text({ min: 1, max: 120 }),
  technique: choice(PAINTING_TECHNIQUES).default('oil'),
  price: decimal({ digits: 10, places: 2, min: '0', max: '99999999.99' }).nullable().default(null),
});
export type PaintingCreate = z.output<typeof paintingCreate>;

/** The body of `PaintingUpdate`. */
export const paintingUpdate = z.strictObject({
  title: text({ min: 1, max: 120 }).exactOptional(),
  technique: choice(PAINTING_TECHNIQUES).exactOptional(),
  price: decimal({ digits: 10, places: 2, min: '0', max: '99999999.99' }).nullable().exactOptional(),
});
export type PaintingUpdate = z.output<typeof paintingUpdate>;

const LIST_PAINTINGS_SORT_VALUES = [
  'title',
  'technique',
  'price',
  'createdAt',
  'updatedAt',
  '-title',
  '-technique',
  '-price',
  '-createdAt',
  '-updatedAt',
] as const;

/** What `list_paintings` can be asked. */
export const listPaintingsQuery = z.strictObject({
  title: text({ min: 1, max: 120 }).nullable().default(null),
  technique: choice(PAINTING_TECHNIQUES).nullable().default(null),
  price: decimal({ digits: 10, places: 2, min: '0', max: '99999999.99' }).nullable().default(null),
  priceGte: decimal({ digits: 10, places: 2, min: '0', max: '99999999.99' }).nullable().default(null),
  priceLte: decimal({ digits: 10, places: 2, min: '0', max: '99999999.99' }).nullable().default(null),
  createdAtGte: dateTime().nullable().default(null),
  createdAtLte: dateTime().nullable().default(null),
  updatedAtGte: dateTime().nullable().default(null),
  updatedAtLte: dateTime().nullable().default(null),
  painterId: id().nullable().default(null),
  sort: distinctList(choice(LIST_PAINTINGS_SORT_VALUES), { max: 8 }).default([]),
  limit: int32Text({ min: 1, max: 100 }).default(20),
  cursor: text({ min: 1, max: 2000 }).nullable().default(null),
});
export type ListPaintingsQuery = z.output<typeof listPaintingsQuery>;

/** Return which rows are wanted, and in which order. */
export function listingOfListPaintings(query: ListPaintingsQuery): Listing {
  return {
    filters: chosen(query, ['sort', 'limit', 'cursor']),
    sort: query.sort,
    limit: query.limit,
    cursor: query.cursor,
    of: ['list_paintings'],
  };
}

/** What `search_paintings` can be asked. */
export const searchPaintingsQuery = z.strictObject({
  q: text({ min: 1, max: 200 }),
  title: text({ min: 1, max: 120 }).nullable().default(null),
  technique: choice(PAINTING_TECHNIQUES).nullable().default(null),
  price: decimal({ digits: 10, places: 2, min: '0', max: '99999999.99' }).nullable().default(null),
  priceGte: decimal({ digits: 10, places: 2, min: '0', max: '99999999.99' }).nullable().default(null),
  priceLte: decimal({ digits: 10, places: 2, min: '0', max: '99999999.99' }).nullable().default(null),
  createdAtGte: dateTime().nullable().default(null),
  createdAtLte: dateTime().nullable().default(null),
  updatedAtGte: dateTime().nullable().default(null),
  updatedAtLte: dateTime().nullable().default(null),
  painterId: id().nullable().default(null),
  limit: int32Text({ min: 1, max: 100 }).default(20),
  cursor: text({ min: 1, max: 2000 }).nullable().default(null),
});
export type SearchPaintingsQuery = z.output<typeof searchPaintingsQuery>;

/** Return which rows are wanted, and in which order. */
export function listingOfSearchPaintings(query: SearchPaintingsQuery): Listing {
  return {
    filters: chosen(query, ['q', 'limit', 'cursor']),
    sort: [],
    limit: query.limit,
    cursor: query.cursor,
    of: ['search_paintings', query.q],
  };
}

const LIST_PAINTING_MATERIALS_SORT_VALUES = [
  'name',
  'createdAt',
  'updatedAt',
  '-name',
  '-createdAt',
  '-updatedAt',
] as const;

/** What `list_painting_materials` can be asked. */
export const listPaintingMaterialsQuery = z.strictObject({
  name: text({ max: 60 }).nullable().default(null),
  createdAtGte: dateTime().nullable().default(null),
  createdAtLte: dateTime().nullable().default(null),
  updatedAtGte: dateTime().nullable().default(null),
  updatedAtLte: dateTime().nullable().default(null),
  sort: distinctList(choice(LIST_PAINTING_MATERIALS_SORT_VALUES), { max: 8 }).default([]),
  limit: int32Text({ min: 1, max: 100 }).default(20),
  cursor: text({ min: 1, max: 2000 }).nullable().default(null),
});
export type ListPaintingMaterialsQuery = z.output<typeof listPaintingMaterialsQuery>;

/** Return which rows are wanted, and in which order; `within` tells equal lists apart. */
export function listingOfListPaintingMaterials(
  query: ListPaintingMaterialsQuery,
  ...within: readonly unknown[]
): Listing {
  return {
    filters: chosen(query, ['sort', 'limit', 'cursor']),
    sort: query.sort,
    limit: query.limit,
    cursor: query.cursor,
    of: ['list_painting_materials', ...within],
  };
}
