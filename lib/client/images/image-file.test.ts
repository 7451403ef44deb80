import { expect, test } from 'vitest';
import { imageFileName } from './image-file';
import { scaledSize } from './prepare-image';

const createdAt = new Date(2026, 10, 3).getTime();
const name = (prompt: string, mediaType = 'image/png') =>
  imageFileName({ prompt, createdAt, mediaType });

test.each([
  ['A red fox, in the snow!', 'a-red-fox-in-the-snow-2026-11-03.png'],
  ['../../etc/passwd\u0000 <b>"', 'etc-passwd-b-2026-11-03.png'],
  ['Ein Fuchs über dem Fluß', 'ein-fuchs-über-dem-fluß-2026-11-03.png'],
  ['雪の中の狐', '雪の中の狐-2026-11-03.png'],
  ['…', 'image-2026-11-03.png'],
  ['', 'image-2026-11-03.png'],
])('%j is saved as %s', (prompt, file) => {
  expect(name(prompt)).toBe(file);
});

test('a long prompt gives a short name of whole words', () => {
  expect(name('word '.repeat(50))).toBe(`${'word-'.repeat(12)}2026-11-03.png`);
  expect(name('x'.repeat(500))).toBe(`${'x'.repeat(60)}-2026-11-03.png`);
});

test('a file ends in its format', () => {
  expect(name('a', 'image/jpeg')).toBe('a-2026-11-03.jpg');
  expect(name('a', 'image/webp')).toBe('a-2026-11-03.webp');
});

test.each([
  [3000, 1000, 2048, 683],
  [1000, 3000, 683, 2048],
  [800, 600, 800, 600],
  [100_000, 1, 2048, 1],
])('%d × %d is sent as %d × %d', (width, height, sentWidth, sentHeight) => {
  expect(scaledSize({ width, height })).toEqual({ width: sentWidth, height: sentHeight });
});
