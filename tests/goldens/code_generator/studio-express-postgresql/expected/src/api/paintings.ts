/** Routes of paintings. */

import type { Router } from 'express';
import { z } from 'zod';
import { etag, ifMatch, isUnchanged } from '../core/conditions.ts';
import type { Context } from '../core/context.ts';
import { strictRouter } from '../core/methods.ts';
import {
  acceptsJson,
  eachOnce,
  jsonBody,
  noQuery,
  pathAndQueryOf,
  pathOf,
  queryOf,
} from '../core/requests.ts';
import { jsonResponse, noContent, notModified } from '../core/responses.ts';
import { id } from '../core/values.ts';
import { paintingMaterialItemPage } from '../schemas/materials.ts';
import {
  linkPaintingMaterialRequest,
  listPaintingMaterialsQuery,
  listPaintingsQuery,
  paintingCreate,
  paintingPage,
  paintingUpdate,
  paintingView,
  searchPaintingsQuery,
} from '../schemas/paintings.ts';
import * as service from '../services/paintings.ts';
import { rateLimit, signedIn } from './dependencies.ts';

const idPath = z.object({ id: id() });
const idMaterialIdPath = z.object({ id: id(), materialId: id() });

/** Return the routes of paintings. */
export function paintingRoutes(context: Context): Router {
  const router = strictRouter();

  // List paintings.
  router.get('/v1/paintings', async (request, response) => {
    await rateLimit(context, request, response);
    acceptsJson(request);
    eachOnce(request);
    const query = queryOf(request, listPaintingsQuery);
    const found = await context.database.statements((session) => service.listPaintings(session, { query }));
    jsonResponse(response, paintingPage(found));
  });

  // Create a new painting.
  router.post('/v1/paintings', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, paintingCreate);
    const found = await context.database.statements((session) =>
      service.createPainting(session, { viewer, data }),
    );
    jsonResponse(response, paintingView(found), 201, {
      ETag: etag(found.version),
      Location: `/v1/paintings/${found.id}`,
    });
  });

  // Search paintings, best match first.
  router.get('/v1/paintings/search', async (request, response) => {
    await rateLimit(context, request, response);
    acceptsJson(request);
    eachOnce(request);
    const query = queryOf(request, searchPaintingsQuery);
    const found = await context.database.statements((session) => service.searchPaintings(session, { query }));
    jsonResponse(response, paintingPage(found));
  });

  // Delete one painting.
  router.delete('/v1/paintings/:id', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    acceptsJson(request);
    noQuery(request);
    const path = pathOf(request, idPath);
    await context.database.statements((session) =>
      service.deletePainting(session, { viewer, id: path.id, ifMatch: ifMatch(request) }),
    );
    noContent(response);
  });

  // Read one painting.
  router.get('/v1/paintings/:id', async (request, response) => {
    await rateLimit(context, request, response);
    acceptsJson(request);
    noQuery(request);
    const path = pathOf(request, idPath);
    const found = await context.database.statements((session) =>
      service.readPainting(session, { id: path.id }),
    );
    const tag = etag(found.version);
    if (isUnchanged(request, tag)) {
      notModified(response, tag);
      return;
    }
    jsonResponse(response, paintingView(found), 200, { ETag: tag });
  });

  // Change the given fields of one painting.
  router.patch('/v1/paintings/:id', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, paintingUpdate);
    const path = pathOf(request, idPath);
    const found = await context.database.statements((session) =>
      service.updatePainting(session, { viewer, id: path.id, data, ifMatch: ifMatch(request) }),
    );
    jsonResponse(response, paintingView(found), 200, { ETag: etag(found.version) });
  });

  // List the materials of one painting.
  router.get('/v1/paintings/:id/materials', async (request, response) => {
    await rateLimit(context, request, response);
    acceptsJson(request);
    eachOnce(request);
    const [path, query] = pathAndQueryOf(request, idPath, listPaintingMaterialsQuery);
    const found = await context.database.statements((session) =>
      service.listPaintingMaterials(session, { id: path.id, query }),
    );
    jsonResponse(response, paintingMaterialItemPage(found));
  });

  // Remove the link between one painting and one material.
  router.delete('/v1/paintings/:id/materials/:materialId', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    acceptsJson(request);
    noQuery(request);
    const path = pathOf(request, idMaterialIdPath);
    await context.database.transaction((session) =>
      service.unlinkPaintingMaterial(session, { viewer, id: path.id, materialId: path.materialId }),
    );
    noContent(response);
  });

  // Link one material to one painting.
  router.put('/v1/paintings/:id/materials/:materialId', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, linkPaintingMaterialRequest);
    const path = pathOf(request, idMaterialIdPath);
    await context.database.transaction((session) =>
      service.linkPaintingMaterial(session, { viewer, id: path.id, materialId: path.materialId, data }),
    );
    noContent(response);
  });

  return router;
}
