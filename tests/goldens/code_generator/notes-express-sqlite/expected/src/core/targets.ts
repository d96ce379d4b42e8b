/** The target of a request: its path and its query, read once and alike wherever they are asked for. */

import type { Request } from 'express';
import { quoted } from './quoting.ts';

/** A query as it was sent: names and values in order. */
export type Pairs = readonly (readonly [name: string, value: string])[];

interface Target {
  readonly path: string;
  readonly query: Pairs;
}

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i;
const ESCAPED = /(?:%[0-9a-f]{2})+/gi;
const ROUTED = /[\0- %?#\u00a0\ufeff]/g;
const targets = new WeakMap<Request, Target>();

/** Read the target, and let the router see the path decoded: `%2F` is a slash, and `%41` the letter. */
export function readTarget(request: Request): void {
  const [whole = ''] = request.url.replace(ORIGIN, '').split('#', 1);
  const [sent = '', ...rest] = whole.split('?');
  const path = unquoted(sent);
  const query = rest.join('?');
  targets.set(request, { path, query: pairsOf(query) });
  // The router decodes once more, so what stands for itself is escaped again.
  request.url = path.replace(ROUTED, encodeURIComponent) || '/';
}

/** Return the path that was asked for. */
export function requestPath(request: Request): string {
  const path = targetOf(request).path.replace(/[\t\r\n]/g, '');
  return path.replace(/[?#\\]/g, quoted);
}

/** Return the parameters of the query, in order. */
export function queryPairs(request: Request): Pairs {
  return targetOf(request).query;
}

/** Return path and query with this one value for a parameter. */
export function withQuery(request: Request, name: string, value: string | number): string {
  const kept = queryPairs(request).filter(([other]) => other !== name);
  const pairs = [...kept, [name, String(value)] as const];
  const query = pairs.map((pair) => pair.map((part) => quoted(part).replaceAll('%20', '+')).join('='));
  return `${encodeURI(requestPath(request))}?${query.join('&')}`;
}

function targetOf(request: Request): Target {
  const known = targets.get(request);
  if (known === undefined) {
    throw new Error('the target of the request was not read');
  }
  return known;
}

/** Read a query: pairs between `&`, spaces as `+`, what is escaped in UTF-8. */
function pairsOf(query: string): Pairs {
  const parts = query.split('&').filter((part) => part !== '');
  return parts.map((part) => {
    const [name = '', ...value] = part.replaceAll('+', ' ').split('=');
    return [unquoted(name), unquoted(value.join('='))];
  });
}

/** Decode what is escaped; what is no UTF-8 becomes the character that stands for that. */
function unquoted(text: string): string {
  return text.replace(ESCAPED, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}
