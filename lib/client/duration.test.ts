import { beforeEach, expect, test } from 'vitest';
import { formatDuration } from './duration';
import { speakEnglish } from './testing';

beforeEach(speakEnglish);

test('a duration is rounded up, so that nothing is promised too early', () => {
  const texts = [-5, 0, 1, 31_001, 60_000, 125_000].map(formatDuration);
  expect(texts).toEqual(['0 s', '0 s', '1 s', '32 s', '1 min 0 s', '2 min 5 s']);
});
