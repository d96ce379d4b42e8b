/** Bodies, queries and views of materials. */

import type { Big } from 'big.js';
import { z } from 'zod';
import { choice, dateTime, distinctList, int32Text, text } from '../core/values.ts';
import type { Material } from '../models/index.ts';
import type { Linked } from '../repositories/links.ts';
import type { Listing } from '../repositories/ordering.ts';
import type { Page } from '../repositories/paging.ts';
import { chosen } from './base.ts';

/** Material as shown. */
export interface MaterialView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Return what is shown of one material. */
export function materialView(row: Material): MaterialView {
  return { id: row.id, name: row.name, createdAt: row.createdAt, updatedAt: row.updatedAt };
}

/** A page of them. */
export interface MaterialPage {
  readonly items: readonly MaterialView[];
  readonly nextCursor: string | null;
}

/** Return what is shown of a page. */
export function materialPage(page: Page<Material>): MaterialPage {
  return { items: page.items.map(materialView), nextCursor: page.nextCursor };
}

/** The body of `MaterialCreate`. */
export const materialCreate = z.strictObject({
  name: text({ max: 60 }),
});
export type MaterialCreate = z.output<typeof materialCreate>;

/** The body of `MaterialUpdate`. */
export const materialUpdate = z.strictObject({
  name: text({ max: 60 }).exactOptional(),
});
export type MaterialUpdate = z.output<typeof materialUpdate>;

/** Material as shown. */
export interface PaintingMaterialItemView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly share: string;
}

/** What it is shown of. */
export type PaintingMaterialItemViewRow = Linked<Material, { readonly share: Big }>;

/** Return what is shown of one material. */
export function paintingMaterialItemView(row: PaintingMaterialItemViewRow): PaintingMaterialItemView {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    share: row.linked.share.toFixed(2),
  };
}

/** A page of them. */
export interface PaintingMaterialItemPage {
  readonly items: readonly PaintingMaterialItemView[];
  readonly nextCursor: string | null;
}

/** Return what is shown of a page. */
export function paintingMaterialItemPage(page: Page<PaintingMaterialItemViewRow>): PaintingMaterialItemPage {
  return { items: page.items.map(paintingMaterialItemView), nextCursor: page.nextCursor };
}

const LIST_MATERIALS_SORT_VALUES = [
  'name',
  'createdAt',
  'updatedAt',
  '-name',
  '-createdAt',
  '-updatedAt',
] as const;

/** What `list_materials` can be asked. */
export const listMaterialsQuery = z.strictObject({
  name: text({ max: 60 }).nullable().default(null),
  createdAtGte: dateTime().nullable().default(null),
  createdAtLte: dateTime().nullable().default(null),
  updatedAtGte: dateTime().nullable().default(null),
  updatedAtLte: dateTime().nullable().default(null),
  sort: distinctList(choice(LIST_MATERIALS_SORT_VALUES), { max: 8 }).default([]),
  limit: int32Text({ min: 1, max: 100 }).default(20),
  cursor: text({ min: 1, max: 2000 }).nullable().default(null),
});
export type ListMaterialsQuery = z.output<typeof listMaterialsQuery>;

/** Return which rows are wanted, and in which order. */
export function listingOfListMaterials(query: ListMaterialsQuery): Listing {
  return {
    filters: chosen(query, ['sort', 'limit', 'cursor']),
    sort: query.sort,
    limit: query.limit,
    cursor: query.cursor,
    of: ['list_materials'],
  };
}
