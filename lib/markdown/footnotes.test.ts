import { expect, test } from 'vitest';
import { documentHtml } from '@/test/fixtures/markdown/to-html';
import { itemsFrom } from './chunked-list';
import { createMarkdownParser, type MarkdownParser } from './parser';

function parse(markdown: string): MarkdownParser {
  const parser = createMarkdownParser();
  parser.append(markdown);
  parser.finish();
  return parser;
}

test('a footnote is taken out of the text, with all its blocks', () => {
  const parser = parse('As said.[^1]\n\n[^1]: First **line**\n\n    - and a list\n\nText');
  expect(itemsFrom(parser.footnotes, 0).map(({ label }) => label)).toEqual(['1']);
  expect(documentHtml(parser)).toBe(
    '<p>As said.<sup>1</sup></p>\n<p>Text</p>\n' +
      '<aside id="1">\n<p>First <strong>line</strong></p>\n<ul>\n<li>and a list</li>\n</ul>\n</aside>\n',
  );
});

test('footnotes may follow line by line, and end a paragraph', () => {
  const { footnotes, blocks } = parse('Text\n[^a]: one\n[^b]: two\nlines\n[^a]: again');
  expect(itemsFrom(footnotes, 0).map(({ label }) => label)).toEqual(['a', 'b', 'a']);
  expect(blocks.length).toBe(1);
});

test('a link definition in a footnote holds for the whole text', () => {
  expect(documentHtml(parse('[a]\n\n[^1]: [a]: https://example.com'))).toContain('<a href=');
});

test('a link that is defined later works in a footnote', () => {
  const html = documentHtml(parse('[^1]: see [a]\n\n[a]: https://example.com'));
  expect(html).toContain('<a href="https://example.com/">a</a>');
});

test.each(['[^a b]', '[^]', '[^ ]', '`[^1]`', '\\[^1]', '> [^1]: in a quote'])(
  '%j is no footnote',
  (markdown) => {
    const parser = parse(markdown);
    expect(parser.footnotes.length).toBe(0);
    expect(documentHtml(parser).replace('<sup>1</sup>: in a quote', '')).not.toContain('<sup>');
  },
);

test('brackets with a destination are a link, whatever they hold', () => {
  expect(documentHtml(parse('[^1](https://example.com)'))).toContain('>^1</a>');
});

test.each([
  ['As said.[^', '<p>As said.</p>\n'],
  ['As said.[^1', '<p>As said.</p>\n'],
  ['As said.[^1]', '<p>As said.<sup>1</sup></p>\n'],
  ['Text\n\n[^1', '<p>Text</p>\n'],
  ['Text\n\n[^1]:', '<p>Text</p>\n<aside id="1">\n</aside>\n'],
])('while it is written, %j is shown as %j', (markdown, html) => {
  const parser = createMarkdownParser();
  parser.append(markdown);
  expect(documentHtml(parser)).toBe(html);
});
