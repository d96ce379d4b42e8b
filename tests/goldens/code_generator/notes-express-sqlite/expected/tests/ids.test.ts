/** Keys made by the application. */

import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '../src/core/ids.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('keys are of version 7 and tell their moment', () => {
  vi.spyOn(Date, 'now').mockReturnValue(0x7123456789ab);
  expect(newId()).toMatch(/^71234567-89ab-7[0-7][0-9a-f]{2}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
});

test('what is made later is greater, though more than a counter holds are made in one moment', () => {
  vi.spyOn(Date, 'now').mockReturnValue(0x7123456789ac);
  const made = Array.from({ length: 10_000 }, () => newId());
  expect(made).toEqual(Array.from(new Set(made)).sort());
});
