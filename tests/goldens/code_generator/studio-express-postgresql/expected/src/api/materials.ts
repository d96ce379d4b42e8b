/** Routes of materials. */

import type { Router } from 'express';
import { z } from 'zod';
import type { Context } from '../core/context.ts';
import { strictRouter } from '../core/methods.ts';
import { acceptsJson, eachOnce, jsonBody, noQuery, pathOf, queryOf } from '../core/requests.ts';
import { jsonResponse, noContent } from '../core/responses.ts';
import { transact } from '../core/retries.ts';
import { id } from '../core/values.ts';
import {
  listMaterialsQuery,
  materialCreate,
  materialPage,
  materialUpdate,
  materialView,
} from '../schemas/materials.ts';
import * as service from '../services/materials.ts';
import { onlyCurator, rateLimit, signedIn } from './dependencies.ts';

const idPath = z.object({ id: id() });

/** Return the routes of materials. */
export function materialRoutes(context: Context): Router {
  const router = strictRouter();

  // List materials.
  router.get('/v1/materials', async (request, response) => {
    await rateLimit(context, request, response);
    acceptsJson(request);
    eachOnce(request);
    const query = queryOf(request, listMaterialsQuery);
    const found = await context.database.statements((session) => service.listMaterials(session, { query }));
    jsonResponse(response, materialPage(found));
  });

  // Create a new material.
  router.post('/v1/materials', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    onlyCurator(viewer);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, materialCreate);
    const found = await context.database.statements((session) => service.createMaterial(session, { data }));
    jsonResponse(response, materialView(found), 201, { Location: `/v1/materials/${found.id}` });
  });

  // Delete one material.
  router.delete('/v1/materials/:id', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    onlyCurator(viewer);
    acceptsJson(request);
    noQuery(request);
    const path = pathOf(request, idPath);
    await context.database.statements((session) => service.deleteMaterial(session, { id: path.id }));
    noContent(response);
  });

  // Read one material.
  router.get('/v1/materials/:id', async (request, response) => {
    await rateLimit(context, request, response);
    acceptsJson(request);
    noQuery(request);
    const path = pathOf(request, idPath);
    const found = await context.database.statements((session) =>
      service.readMaterial(session, { id: path.id }),
    );
    jsonResponse(response, materialView(found));
  });

  // Change the given fields of one material.
  router.patch('/v1/materials/:id', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    onlyCurator(viewer);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, materialUpdate);
    const path = pathOf(request, idPath);
    const found = await transact(context.database, (session) =>
      service.updateMaterial(session, { id: path.id, data }),
    );
    jsonResponse(response, materialView(found));
  });

  return router;
}
