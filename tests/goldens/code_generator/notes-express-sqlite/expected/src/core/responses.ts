/** Answers: a body and its headers, written at once. */

import type { Response } from 'express';

/** Headers of an answer. */
export type Headers = Readonly<Record<string, string>>;

/** What is answered; without content there is no body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly content: string | Buffer | null;
}

/** Write an answer; headers that are set already stay. */
export function answer(response: Response, { status, headers, content }: Answer): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value);
  }
  if (content === null) {
    response.end();
    return;
  }
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  // It is told to HEAD too, which gets no body.
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}

/** Answer with a body. */
export function jsonResponse(response: Response, body: unknown, status = 200, headers: Headers = {}): void {
  const content = JSON.stringify(body);
  answer(response, { status, headers: { ...headers, 'Content-Type': 'application/json' }, content });
}

/** Answer without a body. */
export function noContent(response: Response, status = 204): void {
  answer(response, { status, headers: {}, content: null });
}

/** Answer 304: what the caller has is current. */
export function notModified(response: Response, tag: string): void {
  answer(response, { status: 304, headers: { ETag: tag }, content: null });
}
