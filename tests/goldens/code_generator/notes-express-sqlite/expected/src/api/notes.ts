/** Routes of notes. */

import type { Router } from 'express';
import { z } from 'zod';
import type { Context } from '../core/context.ts';
import { strictRouter } from '../core/methods.ts';
import { acceptsJson, eachOnce, jsonBody, noQuery, pathOf, queryOf } from '../core/requests.ts';
import { jsonResponse, noContent } from '../core/responses.ts';
import { id } from '../core/values.ts';
import { listNotesQuery, noteCreate, notePage, noteUpdate, noteView } from '../schemas/notes.ts';
import * as service from '../services/notes.ts';

const idPath = z.object({ id: id() });

/** Return the routes of notes. */
export function noteRoutes(context: Context): Router {
  const router = strictRouter();

  // List notes.
  router.get('/v1/notes', async (request, response) => {
    acceptsJson(request);
    eachOnce(request);
    const query = queryOf(request, listNotesQuery);
    const found = await context.database.statements((session) => service.listNotes(session, { query }));
    jsonResponse(response, notePage(found));
  });

  // Create a new note.
  router.post('/v1/notes', async (request, response) => {
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, noteCreate);
    const found = await context.database.transaction((session) => service.createNote(session, { data }));
    jsonResponse(response, noteView(found), 201, { Location: `/v1/notes/${found.id}` });
  });

  // Delete one note.
  router.delete('/v1/notes/:id', async (request, response) => {
    acceptsJson(request);
    noQuery(request);
    const path = pathOf(request, idPath);
    await context.database.transaction((session) => service.deleteNote(session, { id: path.id }));
    noContent(response);
  });

  // Read one note.
  router.get('/v1/notes/:id', async (request, response) => {
    acceptsJson(request);
    noQuery(request);
    const path = pathOf(request, idPath);
    const found = await context.database.statements((session) => service.readNote(session, { id: path.id }));
    jsonResponse(response, noteView(found));
  });

  // Change the given fields of one note.
  router.patch('/v1/notes/:id', async (request, response) => {
    acceptsJson(request);
    noQuery(request);
    const data = await jsonBody(context, request, noteUpdate);
    const path = pathOf(request, idPath);
    const found = await context.database.transaction((session) =>
      service.updateNote(session, { id: path.id, data }),
    );
    jsonResponse(response, noteView(found));
  });

  return router;
}
