import { expect, test } from 'vitest';
import { pathologicalTexts } from '@/test/fixtures/markdown/pathological';
import { cut } from '@/test/fixtures/markdown/replies';
import { createMarkdownParser } from './parser';

/** Seconds on any machine for what is quadratic, tens of milliseconds for what is not. */
const LENGTH = 60_000;
const LIMIT_MS = 2_000;

function readingTime(pieces: readonly string[]): number {
  const parser = createMarkdownParser();
  const start = performance.now();
  for (const piece of pieces) {
    parser.append(piece);
    void parser.blocks;
  }
  parser.finish();
  void parser.blocks;
  return performance.now() - start;
}

test.each(Object.entries(pathologicalTexts(LENGTH)))('%s do not slow it down', (_, text) => {
  expect(readingTime([text])).toBeLessThan(LIMIT_MS);
  expect(readingTime(cut(text, [80]))).toBeLessThan(LIMIT_MS);
});

test('a line of a million characters comes in without slowing down', () => {
  const line = 'some words **and marks** '.repeat(40_000);
  expect(readingTime(cut(line, [200]))).toBeLessThan(2 * LIMIT_MS);
});

test.each([
  ['a backtick', '`'],
  ['a star', '*'],
  ['a bracket', '['],
])('a paragraph in which %s is never closed comes in without slowing down', (_, mark) => {
  const text = `text ${mark}and ${'words\n'.repeat(80_000)}`;
  expect(readingTime(cut(text, [200]))).toBeLessThan(2 * LIMIT_MS);
});
