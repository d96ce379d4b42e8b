/** What is sent. */

import { z } from 'zod';
import { STATUSES } from './database.ts';

export const SORTS = ['name', 'sku', 'price', 'stock', 'status', 'created_at', 'updated_at'] as const;

const text = (max: number) => z.string().max(max).refine((value) => !value.includes('\0') && value.isWellFormed());
const price = z.string().regex(/^\d{1,10}(?:\.\d{1,2})?$/);
const stock = z.int().min(0).max(1_000_000);
const stockText = z.string().regex(/^\d{1,7}$/).transform(Number).pipe(stock);
const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));
const id = z.guid().toLowerCase();
const sort = z.enum(SORTS.flatMap((name) => [name, `-${name}`] as const));

export const productIn = z.strictObject({
  name: text(200),
  sku: text(40),
  price,
  stock: stock.default(0),
  status: z.enum(STATUSES).default('active'),
  description: text(4000).nullable().default(null),
  category_id: id.nullable().default(null),
});

export const productPath = z.object({ id });

export const productQuery = z.strictObject({
  name: text(200).optional(),
  sku: text(40).optional(),
  price: price.optional(),
  price_gte: price.optional(),
  price_lte: price.optional(),
  stock: stockText.optional(),
  stock_gte: stockText.optional(),
  stock_lte: stockText.optional(),
  status: z.enum(STATUSES).optional(),
  created_at_gte: moment.optional(),
  created_at_lte: moment.optional(),
  updated_at_gte: moment.optional(),
  updated_at_lte: moment.optional(),
  seller_id: id.optional(),
  category_id: id.optional(),
  sort: z.string().transform((value) => value.split(',')).pipe(z.array(sort).max(8)).default([]),
  limit: z.string().regex(/^\d{1,3}$/).transform(Number).pipe(z.int().min(1).max(100)).default(20),
  cursor: z.string().min(1).max(2000).optional(),
});

export type ProductQuery = z.output<typeof productQuery>;
