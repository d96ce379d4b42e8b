/** Routes of people. */

import type { Router } from 'express';
import { z } from 'zod';
import type { Context } from '../core/context.ts';
import { strictRouter } from '../core/methods.ts';
import { acceptsJson, jsonBody, noQuery, pathOf } from '../core/requests.ts';
import { jsonResponse, noContent } from '../core/responses.ts';
import { id } from '../core/values.ts';
import {
  assignRoleRequest,
  loginRequest,
  personView,
  refreshRequest,
  registerRequest,
} from '../schemas/people.ts';
import { tokenView } from '../schemas/tokens.ts';
import * as service from '../services/people.ts';
import { authRateLimit, onlyCurator, rateLimit, signedIn } from './dependencies.ts';

const idPath = z.object({ id: id() });

/** Return the routes of people. */
export function personRoutes(context: Context): Router {
  const router = strictRouter();

  // Trade login and password for an access and a refresh token.
  router.post('/v1/auth/login', async (request, response) => {
    await authRateLimit(context, request, response);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, loginRequest);
    const found = await context.database.transaction((session) =>
      service.login(session, { settings: context.settings, data }),
    );
    jsonResponse(response, tokenView(found));
  });

  // End the session; its tokens stop working at once.
  router.post('/v1/auth/logout', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    acceptsJson(request);
    noQuery(request);
    await context.database.transaction((session) => service.logout(session, { viewer }));
    noContent(response);
  });

  // Read the caller's own account.
  router.get('/v1/auth/me', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    acceptsJson(request);
    noQuery(request);
    const found = await context.database.statements((session) => service.readMe(session, { viewer }));
    jsonResponse(response, personView(found));
  });

  // Trade a refresh token for a new pair; each works once.
  router.post('/v1/auth/refresh', async (request, response) => {
    await authRateLimit(context, request, response);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, refreshRequest);
    const found = await context.database.transaction((session) =>
      service.refresh(session, { settings: context.settings, data }),
    );
    jsonResponse(response, tokenView(found));
  });

  // Register a new person.
  router.post('/v1/auth/register', async (request, response) => {
    await authRateLimit(context, request, response);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, registerRequest);
    const found = await context.database.statements((session) => service.register(session, { data }));
    jsonResponse(response, personView(found), 201);
  });

  // Give one person another role.
  router.put('/v1/people/:id/role', async (request, response) => {
    await rateLimit(context, request, response);
    const viewer = await signedIn(context, request);
    onlyCurator(viewer);
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, assignRoleRequest);
    const path = pathOf(request, idPath);
    const found = await context.database.statements((session) =>
      service.assignRole(session, { id: path.id, data }),
    );
    jsonResponse(response, personView(found));
  });

  return router;
}
