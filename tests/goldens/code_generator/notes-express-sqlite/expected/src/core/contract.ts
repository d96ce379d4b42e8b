/** Serves the contract as it was written, and its reference page. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Router } from 'express';
import { strictRouter } from './methods.ts';
import { answer } from './responses.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CONTRACT = readFileSync(join(ROOT, 'openapi.json'));
const PAGE = readFileSync(join(ROOT, 'docs.html'));
const PAGE_POLICY = [
  'default-src \'none\'',
  'base-uri \'none\'',
  'form-action \'none\'',
  'frame-ancestors \'none\'',
  'style-src \'sha256-pXYEpiOZLGDC42YnoqN/o7cdP5v8oQ9vjHRxjPPX7Pg=\'',
  'script-src \'sha256-ELonKKR2rF3gi2HymcNoUyoLh1CSKvWO5umD+kACjr0=\'',
].join('; ');

/** Routes of the OpenAPI document, byte for byte, and of the reference page, which needs no network. */
export function contractRoutes(): Router {
  const router = strictRouter();
  router.get('/openapi.json', (_request, response) => {
    answer(response, { status: 200, headers: { 'Content-Type': 'application/json' }, content: CONTRACT });
  });
  router.get('/docs', (_request, response) => {
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PAGE_POLICY };
    answer(response, { status: 200, headers, content: PAGE });
  });
  return router;
}
