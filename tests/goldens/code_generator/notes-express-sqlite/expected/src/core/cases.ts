/** Every kind of refusal, by its stable code. */

import type { ErrorCase } from './errors.ts';

export const MALFORMED: ErrorCase = { code: 'malformed', status: 400, title: 'The request cannot be read' };
export const NOT_FOUND: ErrorCase = { code: 'not_found', status: 404, title: 'There is no such thing' };
export const METHOD_NOT_ALLOWED: ErrorCase = {
  code: 'method_not_allowed',
  status: 405,
  title: 'The method is not allowed here',
};
export const NOT_ACCEPTABLE: ErrorCase = {
  code: 'not_acceptable',
  status: 406,
  title: 'No acceptable representation',
};
export const PAYLOAD_TOO_LARGE: ErrorCase = {
  code: 'payload_too_large',
  status: 413,
  title: 'The body is too large',
};
export const UNSUPPORTED_MEDIA_TYPE: ErrorCase = {
  code: 'unsupported_media_type',
  status: 415,
  title: 'The media type is not supported',
};
export const VALIDATION_FAILED: ErrorCase = {
  code: 'validation_failed',
  status: 422,
  title: 'The request is not valid',
};
export const INTERNAL_ERROR: ErrorCase = {
  code: 'internal_error',
  status: 500,
  title: 'Something went wrong',
};
export const NOT_READY: ErrorCase = { code: 'not_ready', status: 503, title: 'The service is not ready' };
