/** Reading a request: media types, headers and the JSON body. */

import { setTimeout } from 'node:timers/promises';
import type { Request } from 'express';
import type { z } from 'zod';
import * as cases from './cases.ts';
import type { Context } from './context.ts';
import { parse, tornPlaces } from './documents.ts';
import { Problem } from './errors.ts';
import { checked, invalid } from './validation.ts';

export { eachOnce, noQuery, pathAndQueryOf, pathOf, queryOf, validPath } from './parameters.ts';

const READABLE: readonly string[] = ['*/*', 'application/*', 'application/json', ''];
const UTF_8: readonly string[] = ['utf-8', 'utf8'];
const LINGER_MILLISECONDS = 1_000;

/** The caller went away before its request was read. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
}

/** Return the first line of a header; null when it was not sent. */
export function firstHeader(request: Request, name: string): string | null {
  return request.headersDistinct[name]?.[0] ?? null;
}

/** Return all lines of a header together; null when it was not sent. */
export function allHeaders(request: Request, name: string): string | null {
  return request.headersDistinct[name]?.join(',') ?? null;
}

/** Refuse (406) a caller that cannot read JSON. */
export function acceptsJson(request: Request): void {
  const isReadable = (allHeaders(request, 'accept') ?? '*/*').split(',').some((part) => {
    const [mediaType = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const given = parameters.filter((item) => item.startsWith('q'));
    const weights = given.map((item) => item.replaceAll(' ', '').slice(2));
    return READABLE.includes(mediaType) && !weights.some((weight) => /^[0.]*$/.test(weight));
  });
  if (!isReadable) {
    throw new Problem(cases.NOT_ACCEPTABLE, 'This API answers with application/json.');
  }
}

/** Read a JSON body, after the guards: no stranger is told what is wrong with it. */
export async function jsonBody<S extends z.ZodType>(
  context: Context,
  request: Request,
  schema: S,
): Promise<z.output<S>> {
  requireJson(firstHeader(request, 'content-type') ?? '');
  const document = parse(await readBody(request, context.settings.maxBodyBytes));
  const torn = tornPlaces(document);
  if (torn.length > 0) {
    const message = 'Holds half of a character.';
    throw invalid(torn.map((pointer) => ({ code: 'format', message, pointer })));
  }
  return checked(schema, document, 'body');
}

function requireJson(contentType: string): void {
  const [mediaType = '', ...parameters] = contentType.toLowerCase().split(';');
  const charsets = parameters
    .filter((item) => item.includes('charset='))
    .map((item) => item.trim().replace(/^charset=/, '').replace(/^"+|"+$/g, ''));
  if (mediaType.trim() !== 'application/json' || !charsets.every((name) => UTF_8.includes(name))) {
    throw new Problem(cases.UNSUPPORTED_MEDIA_TYPE, 'The body must be application/json in UTF-8.');
  }
}

/** Return the body; stops reading (413) as soon as it is longer than `limit` bytes. */
export async function readBody(request: Request, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = Number(request.headers['content-length'] ?? 0) > limit ? Infinity : 0;
  try {
    // Leaving the loop early must not end the connection: the refusal is still to be sent over it.
    for await (const chunk of length > limit ? [] : request.iterator({ destroyOnReturn: false })) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > limit) {
        break;
      }
    }
  } catch (error) {
    throw new Disconnected('the body was cut off', { cause: error });
  }
  if (length <= limit) {
    return Buffer.concat(chunks);
  }
  await discard(request);
  const headers = { Connection: 'close' };
  throw new Problem(cases.PAYLOAD_TOO_LARGE, `The body may have ${limit} bytes at most.`, { headers });
}

/** Drop what is still being sent, for a moment: who is cut off in the middle of it reads no answer. */
async function discard(request: Request): Promise<void> {
  const sent = new Promise((resolve) => request.once('end', resolve).once('close', resolve));
  const patience = new AbortController();
  request.resume();
  await Promise.race([sent, setTimeout(LINGER_MILLISECONDS, null, { signal: patience.signal })]);
  patience.abort();
}
