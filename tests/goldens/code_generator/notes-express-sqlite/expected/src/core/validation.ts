/** Translates what the schemas find into the field errors of the API. */

import type { z } from 'zod';
import * as cases from './cases.ts';
import { disinherited } from './documents.ts';
import { type FieldError, Problem } from './errors.ts';
import { MISSING, NO_OBJECT, NULL, UNKNOWN, type Wrong } from './messages.ts';

/** Where a value was sent. */
export type Source = 'body' | 'query' | 'path';

/** A step toward a value: the name of a member, or the place in a list. */
export type Step = string | number;

/** One thing that is wrong, and the way to it. */
export interface Finding {
  readonly path: readonly Step[];
  readonly code: string;
  readonly message: string;
}

/** The request is well formed but its values are not acceptable. */
export function invalid(errors: readonly FieldError[]): Problem {
  return new Problem(cases.VALIDATION_FAILED, null, { errors });
}

/** Return what the schema makes of a value; refuses (422) what it finds wrong. */
export function checked<S extends z.ZodType>(schema: S, value: unknown, source: Source): z.output<S> {
  const result = schema.safeParse(disinherited(value), { reportInput: true });
  if (!result.success) {
    throw invalid(fieldErrors(result.error.issues.flatMap(found), source));
  }
  return result.data;
}

/** Return what is wrong with a value. */
export function findings(schema: z.ZodType, value: unknown): Finding[] {
  return schema.safeParse(disinherited(value), { reportInput: true }).error?.issues.flatMap(found) ?? [];
}

/** Translate findings of the body, the query or the path, each once; values are never repeated. */
export function fieldErrors(findings: readonly Finding[], source: Source): FieldError[] {
  const told = findings.map(({ path, code, message }) =>
    source === 'body'
      ? { code, message, pointer: pointer(path) }
      : { code, message, parameter: path.length > 0 ? parameter(path) : source },
  );
  return Array.from(new Map(told.map((error) => [JSON.stringify(error), error])).values());
}

/** Write a way as a JSON pointer (RFC 6901). */
export function pointer(steps: readonly Step[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Name a parameter; of a list in it, the places are not told. */
function parameter([name]: readonly Step[]): string {
  return String(name);
}

function found(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => told(UNKNOWN, [...path, key]));
  }
  if (issue.code === 'custom') {
    return [{ path, code: String(issue.params?.code), message: issue.message }];
  }
  return [told(issue.input === undefined ? MISSING : issue.input === null ? NULL : NO_OBJECT, path)];
}

function told({ code, message }: Wrong, path: readonly Step[]): Finding {
  return { path, code, message };
}

/** Return a reference that needs a check: a row may keep one whose target is gone since. */
export function unlessKept<T>(sent: T, kept: T): T | null {
  return sent === kept ? null : sent;
}

/** Refuse (422) members that point at nothing. */
export function requireReferences(
  missing: readonly string[],
  pointers: Readonly<Record<string, string>>,
): void {
  const told = { code: 'reference_not_found', message: 'What it refers to does not exist.' };
  if (missing.length > 0) {
    throw invalid(missing.map((name) => ({ ...told, pointer: pointers[name] ?? '' })));
  }
}
