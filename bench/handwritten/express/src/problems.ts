/** Errors as problem details (RFC 9457). */

import type { NextFunction, Request, Response } from 'express';
import { z } from 'zod';
import { log } from './observing.ts';

export interface FieldError {
  code: string;
  message: string;
  pointer?: string;
  parameter?: string;
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | null;
  readonly errors: FieldError[];
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    title: string,
    detail: string | null = null,
    { errors = [], headers = {} }: { errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(title);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.headers = headers;
  }
}

export function notFound(): Problem {
  return new Problem(404, 'not_found', 'Not found', 'There is nothing here for you.');
}

export function invalid(errors: FieldError[]): Problem {
  return new Problem(422, 'validation_failed', 'Validation failed', 'Some values are not acceptable.', { errors });
}

/** Return what the schema makes of a value; refuses (422) what it finds wrong. */
export function checked<S extends z.ZodType>(schema: S, value: unknown, source: 'body' | 'query' | 'path'): z.output<S> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) {
    return result.data;
  }
  throw invalid(result.error.issues.flatMap((issue) => fieldErrors(issue, source)));
}

function fieldErrors(issue: z.core.$ZodIssue, source: 'body' | 'query' | 'path'): FieldError[] {
  const names = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const paths = names.length > 0 ? names.map((name) => [...issue.path, name]) : [issue.path];
  return paths.map((path) => ({
    code: codeOf(issue),
    message: issue.message,
    ...(source === 'body' ? { pointer: path.map((step) => `/${String(step)}`).join('') } : { parameter: String(path[0]) }),
  }));
}

function codeOf(issue: z.core.$ZodIssue): string {
  const number = 'origin' in issue && (issue.origin === 'number' || issue.origin === 'int');
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'unknown';
    case 'invalid_type':
      return issue.input === undefined ? 'required' : issue.input === null ? 'not_null' : 'type';
    case 'invalid_value':
      return 'enum';
    case 'too_big':
      return number ? 'maximum' : 'max_length';
    case 'too_small':
      return number ? 'minimum' : 'min_length';
    default:
      return 'format';
  }
}

/** Answer whatever was thrown. */
export function onError(error: unknown, request: Request, response: Response, _next: NextFunction): void {
  const problem = problemOf(error);
  response.status(problem.status).set(problem.headers).type('application/problem+json');
  response.send(
    JSON.stringify({
      type: `urn:problem:${problem.code}`,
      title: problem.message,
      status: problem.status,
      detail: problem.detail,
      instance: request.path,
      code: problem.code,
      ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
    }),
  );
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  // What the body parser refuses carries its status.
  if (error instanceof Error && 'status' in error && Number(error.status) < 500) {
    return new Problem(Number(error.status), 'malformed', error.message);
  }
  log.error({ err: error }, 'unhandled error');
  return new Problem(500, 'internal_error', 'Internal error');
}
