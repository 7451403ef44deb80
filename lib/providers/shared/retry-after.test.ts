import { expect, test } from 'vitest';
import { parseRetryAfter } from './retry-after';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

test.each([
  ['120', 120_000],
  ['0', 0],
  ['1.5', 1500],
  ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['-5', undefined],
  ['', undefined],
  ['soon', undefined],
  [null, undefined],
])('Retry-After: %s asks to wait %s ms', (value, expected) => {
  expect(parseRetryAfter(value, NOW)).toBe(expected);
});
