/** The methods of a path: HEAD wherever GET is, and 405 with the list of them for any other. */

import { type Request, type RequestHandler, Router } from 'express';
import * as cases from './cases.ts';
import { Problem } from './errors.ts';

const PARAMETER = /:(\w+)/g;

interface Path {
  readonly steps: readonly string[];
  readonly methods: Set<string>;
}

/** Return a router to which `/books`, `/Books` and `/books/` are three paths. */
export function strictRouter(): Router {
  return Router({ caseSensitive: true, strict: true });
}

/** Return the path of the route that answers, with its parameters in braces. */
export function routeOf(request: Request): string {
  const route: unknown = request.route;
  const isKnown = typeof route === 'object' && route !== null && 'path' in route;
  return isKnown ? String(route.path).replace(PARAMETER, '{$1}') : 'unmatched';
}

/**
 * Refuse methods that the path does not offer.
 *
 * The router would go on to a later path with a parameter (`PATCH /books/search` as `/books/{id}`), and
 * answer OPTIONS by itself.
 */
export function offeredMethods(routers: readonly Router[]): RequestHandler {
  const paths = pathsOf(routers);
  return (request, _response, next) => {
    const steps = request.path.split('/');
    const path = paths.find((item) => fits(item.steps, steps));
    if (path !== undefined && !path.methods.has(request.method)) {
      const allowed = Array.from(path.methods).sort().join(', ');
      throw new Problem(cases.METHOD_NOT_ALLOWED, null, { headers: { Allow: allowed } });
    }
    next();
  };
}

/** Return the paths in the order of their routes, each with the methods of all its routes. */
function pathsOf(routers: readonly Router[]): Path[] {
  const found = new Map<string, Path>();
  for (const { route } of routers.flatMap((router) => router.stack)) {
    if (route !== undefined) {
      const path = found.get(route.path) ?? { steps: route.path.split('/'), methods: new Set<string>() };
      const methods = route.stack.map((layer) => layer.method.toUpperCase());
      found.set(route.path, path);
      for (const method of methods.includes('GET') ? [...methods, 'HEAD'] : methods) {
        path.methods.add(method);
      }
    }
  }
  return Array.from(found.values());
}

function fits(template: readonly string[], steps: readonly string[]): boolean {
  const isStep = (step: string, place: number): boolean =>
    step.startsWith(':') ? steps[place] !== '' : step === steps[place];
  return template.length === steps.length && template.every(isStep);
}
