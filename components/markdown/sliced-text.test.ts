import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { loadEntities } from '@/lib/markdown/entities';
import { createMarkdownParser } from '@/lib/markdown/parser';
import { pieceLengths, reply, wildMarkdown } from '@/test/fixtures/markdown/replies';
import { documentHtml } from '@/test/fixtures/markdown/to-html';
import { SlicedText } from './sliced-text';

afterEach(() => void vi.restoreAllMocks());

function wholeHtml(text: string): string {
  const parser = createMarkdownParser();
  parser.append(text);
  parser.finish();
  return documentHtml(parser);
}

/** Reads all of `text`; how much came with each slice. */
function readAll(sliced: SlicedText, text: string): number[] {
  const lengths: number[] = [];
  while (!sliced.hasReadAll(text, { isStreaming: false })) {
    const before = sliced.unreadLength(text);
    sliced.readSlice(text, { isStreaming: false });
    lengths.push(before - sliced.unreadLength(text));
  }
  return lengths;
}

const documents = fc
  .array(fc.oneof(reply, wildMarkdown), { minLength: 1, maxLength: 40 })
  .map((all) => all.join('\n\n'));

// The first test: the names of entities are fetched once.
test('a text waits for the names of its entities, and is then what a fresh parse makes of it', async () => {
  const reading = new SlicedText();
  const text = 'One paragraph.\n\ncaf&eacute; &amp; more';
  reading.readSlice(text, { isStreaming: false });
  expect(reading.waitsForEntities).toBe(true);
  expect(reading.unreadLength(text)).toBe(text.length);
  await loadEntities();
  reading.readSlice(text, { isStreaming: false });
  expect(reading.hasReadAll(text, { isStreaming: false })).toBe(true);
  expect(documentHtml(reading.parser)).toContain('café &amp; more');
});

test('a text that was read in slices ends as if it had been read at once', () => {
  fc.assert(
    fc.property(documents, pieceLengths, (text, lengths) => {
      const sliced = new SlicedText();
      let shown = 0;
      for (const length of lengths) {
        shown += length * 100;
        sliced.readSlice(text.slice(0, shown), { isStreaming: true });
      }
      readAll(sliced, text);
      expect(documentHtml(sliced.parser)).toBe(wholeHtml(text));
    }),
    { numRuns: 100 },
  );
});

/** Each look at the clock finds it so much later. */
function stepClock(stepMs: number): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += stepMs));
}

test('a short text is one slice, a long one many, however its lines are', () => {
  stepClock(1000);
  expect(readAll(new SlicedText(), 'a '.repeat(2000))).toEqual([4000]);
  for (const piece of ['word\n', '- a\n', '1. a\n', '| a |\n', 'A paragraph.\n\n', '> quote\n']) {
    const slices = readAll(new SlicedText(), piece.repeat(40_000));
    expect(slices[0]).toBeLessThanOrEqual(4096);
    expect(Math.max(...slices)).toBeLessThanOrEqual(8192);
  }
});

test.each([
  ['a paragraph', 'word '.repeat(40_000)],
  ['a list', '- a\n'.repeat(50_000)],
  ['a table', `| head |\n|---|\n${'| cell |\n'.repeat(20_000)}`],
  ['blocks', 'A paragraph.\n\n'.repeat(15_000)],
])('of %s that fills groups, a slice is as much as there is time for', (_, text) => {
  stepClock(0);
  expect(readAll(new SlicedText(), text)).toHaveLength(2);
  stepClock(1000);
  expect(readAll(new SlicedText(), text).length).toBeGreaterThan(20);
});

test('what cannot wait in groups comes in small slices', () => {
  for (const piece of ['1. a\n', '> quote\n', '> - item\n']) {
    const slices = readAll(new SlicedText(), piece.repeat(40_000));
    expect(Math.max(...slices)).toBeLessThanOrEqual(4096);
  }
});

test('code comes in large slices, also inside a list, but not without an end', () => {
  stepClock(1000);
  const code = '```js\n' + '  call();\n'.repeat(50_000);
  for (const text of [code, `1. code:\n\n   ${code.replaceAll('\n', '\n   ')}`]) {
    const [first = 0, ...later] = readAll(new SlicedText(), text);
    expect(first).toBeGreaterThan(16_000);
    expect(Math.max(first, ...later)).toBeLessThan(100_000);
  }
});
