/** Parameters of the path and of the query. */

import type { Request } from 'express';
import type { z } from 'zod';
import type { FieldError } from './errors.ts';
import { queryPairs } from './targets.ts';
import { checked, fieldErrors, findings, invalid } from './validation.ts';

/** Refuse (422) query parameters where the operation has none. */
export function noQuery(request: Request): void {
  const names = queryPairs(request).map(([name]) => name);
  refuseParameters('unknown', names, 'This parameter is not known here.');
}

/** Refuse (422) parameters that are sent twice: which one counts must not be left to chance. */
export function eachOnce(request: Request): void {
  const names = queryPairs(request).map(([name]) => name);
  const repeated = names.filter((name, place) => names.indexOf(name) !== place);
  const message = 'Must be sent once; the values of a list stand in one parameter, with commas between them.';
  refuseParameters('format', names.filter((name) => repeated.includes(name)), message);
}

function refuseParameters(code: string, names: readonly string[], message: string): void {
  const errors: FieldError[] = Array.from(new Set(names), (parameter) => ({ code, message, parameter }));
  if (errors.length > 0) {
    throw invalid(errors);
  }
}

/** Return the parameters of the path; refuses (422) what is wrong with them. */
export function pathOf<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  return checked(schema, request.params, 'path');
}

/** Return the parameters of the path; null where something is wrong with them, which is told later. */
export function validPath<S extends z.ZodType>(request: Request, schema: S): z.output<S> | null {
  return schema.safeParse(request.params).data ?? null;
}

/** Return the parameters of the query; refuses (422) what is wrong with them. */
export function queryOf<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  return checked(schema, sent(request), 'query');
}

/** Return the parameters of the path and of the query; refuses (422) all that is wrong with them at once. */
export function pathAndQueryOf<P extends z.ZodType, Q extends z.ZodType>(
  request: Request,
  path: P,
  query: Q,
): [z.output<P>, z.output<Q>] {
  const wrong = findings(path, request.params);
  if (wrong.length > 0) {
    throw invalid([...fieldErrors(wrong, 'path'), ...fieldErrors(findings(query, sent(request)), 'query')]);
  }
  return [pathOf(request, path), queryOf(request, query)];
}

/** Return the query by name. */
function sent(request: Request): unknown {
  return Object.fromEntries(queryPairs(request));
}
