/** Error bodies: RFC 9457 problem details. */

import type { Request, Response } from 'express';
import type { FieldError, Problem } from './errors.ts';
import { answer } from './responses.ts';
import { requestPath } from './targets.ts';

/** The members of a problem document. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly errors?: readonly FieldError[];
}

/** Return the members of the problem document. */
export function problemDocument(path: string, problem: Problem): ProblemDocument {
  const { code, status, title } = problem.case;
  const errors = problem.errors.length > 0 ? { errors: problem.errors } : {};
  return { type: `urn:problem:${code}`, title, status, detail: problem.message, instance: path, code, ...errors };
}

/** Render a problem as `application/problem+json`; who is refused gets no cookie. */
export function problemResponse(request: Request, response: Response, problem: Problem): void {
  const content = JSON.stringify(problemDocument(requestPath(request), problem));
  const headers = { ...problem.headers, 'Content-Type': 'application/problem+json' };
  response.removeHeader('Set-Cookie');
  answer(response, { status: problem.case.status, headers, content });
}
