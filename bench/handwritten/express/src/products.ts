/** Routes of products. */

import { randomBytes } from 'node:crypto';
import { json, type Response, Router } from 'express';
import { DatabaseError } from 'pg';
import { db } from './database.ts';
import { pageOf } from './listing.ts';
import { checked, invalid, notFound, Problem } from './problems.ts';
import { productIn, productPath, productQuery } from './schemas.ts';
import { signedIn, type Viewer } from './security.ts';

export const products = Router();
const body = json({ limit: '1mb' });

products.get('/v1/products', signedIn, async (request, response) => {
  response.json(await pageOf(checked(productQuery, request.query, 'query')));
});

products.get('/v1/products/:id', signedIn, async (request, response) => {
  const { id } = checked(productPath, request.params, 'path');
  const product = await db.selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst();
  if (product === undefined) {
    throw notFound();
  }
  const tag = `"${product.version}"`;
  response.setHeader('ETag', tag);
  const asked = request.get('if-none-match')?.split(',').map((item) => item.trim());
  if (asked?.some((item) => item === tag || item === '*')) {
    response.status(304).end();
    return;
  }
  response.json(product);
});

products.post('/v1/products', signedIn, body, async (request, response) => {
  const data = checked(productIn, request.body, 'body');
  const moment = new Date();
  const own = { id: uuid7(), seller_id: viewerOf(response).id, created_at: moment, updated_at: moment, version: 1 };
  const product = await db
    .insertInto('products')
    .values({ ...data, ...own })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      throw refusal(error);
    });
  response.status(201).set({ ETag: `"${product.version}"`, Location: `/v1/products/${product.id}` }).json(product);
});

function viewerOf(response: Response): Viewer {
  return response.locals.viewer as Viewer;
}

function uuid7(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function refusal(error: unknown): unknown {
  const constraint = error instanceof DatabaseError ? error.constraint : undefined;
  if (constraint === 'products_sku_key') {
    const errors = [{ code: 'unique', message: 'Another one has this value already.', pointer: '/sku' }];
    return new Problem(409, 'conflict', 'Conflict', 'It is there already.', { errors });
  }
  if (constraint === 'products_category_id_fkey') {
    const message = 'What it refers to does not exist.';
    return invalid([{ code: 'reference_not_found', message, pointer: '/category_id' }]);
  }
  return error;
}
