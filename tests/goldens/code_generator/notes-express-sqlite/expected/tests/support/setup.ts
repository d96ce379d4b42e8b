/** What every file of tests starts with. */

import { afterEach, vi } from 'vitest';
import { setAhead } from '../../src/core/clock.ts';
import { configure } from '../../src/core/logging.ts';

// What a test has changed does not outlive it: all of them run in one process.
afterEach(() => {
  vi.restoreAllMocks();
  setAhead(0);
  configure('ERROR');
});
