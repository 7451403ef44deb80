import * as commonmark from 'commonmark';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { beforeAll, expect, test } from 'vitest';
import { plainReply, wildMarkdown } from '@/test/fixtures/markdown/replies';
import { encodedDestination, toHtml } from '@/test/fixtures/markdown/to-html';
import { loadEntities } from './entities';
import { createMarkdownParser } from './parser';

beforeAll(loadEntities);

function ours(markdown: string): string {
  const parser = createMarkdownParser({ toHref: encodedDestination });
  parser.append(markdown);
  parser.finish();
  return toHtml(parser.blocks);
}

const reader = new commonmark.Parser();
const writer = new commonmark.HtmlRenderer();

/**
 * CommonMark's own implementation knows no tables, strikethrough, tasks, formulas, footnotes, alerts or
 * addresses without brackets, and HTML is HTML to it: the documents have none. They have no emoji, as it takes half a
 * character for a letter where the specification says that symbols count as punctuation. And no
 * definitions: a paragraph of nothing else that an underline or an empty item follows is, to it, an
 * empty paragraph still, and to us nothing.
 */
function plainCommonMark(markdown: string): string {
  return `${markdown}\n`
    .replaceAll(/[<|~]/g, '!')
    .replaceAll('$', '!')
    .replaceAll(/\\+(?=[()[\]])/g, '')
    .replaceAll('math', 'js')
    .replaceAll(/\[(?:[ x]|\^\w|!\w+)\]/g, '[y]')
    .replaceAll(/\[(label|other|y)\]:/g, '[$1]')
    .replaceAll('https://', 'mailto:')
    .replaceAll('👍', 'x');
}

/** How the two write line ends around an element inside a tight item, or in an empty quote. */
function withoutLineEnds(html: string): string {
  return html.replaceAll(/\n(?=<pre)/g, '').replaceAll('<blockquote></', '<blockquote>\n</');
}

test('any document is read as CommonMark reads it', () => {
  fc.assert(
    fc.property(wildMarkdown, (text) => {
      const markdown = plainCommonMark(text);
      const expected = writer.render(reader.parse(markdown));
      expect(withoutLineEnds(ours(markdown))).toBe(withoutLineEnds(expected));
    }),
    { numRuns: 4000 },
  );
});

const markdownIt = new MarkdownIt({ html: false, xhtmlOut: true });
markdownIt.validateLink = () => true;
markdownIt.normalizeLink = encodedDestination;
markdownIt.normalizeLinkText = (text) => text;

test('a reply with tables, strikethrough and definitions is read as markdown-it reads it', () => {
  fc.assert(
    fc.property(plainReply, (text) => {
      // Addresses without brackets follow other rules there: see `autolinks.test.ts`.
      const markdown = text.replaceAll('https://', 'mailto:');
      expect(ours(markdown)).toBe(markdownIt.render(markdown));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['the smallest table', 'a|b\n-|-'],
  ['alignments', '| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 |'],
  ['cells too few and too many', '| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |'],
  ['rows without outer pipes', '| a | b |\n|---|---|\n1 | 2\n3'],
  ['an escaped pipe, also in code', '| a | b |\n|---|---|\n| `x \\| y` | \\| |'],
  ['another number of columns', '| a | b |\n|---|\n| 1 | 2 |'],
  ['a table after text', 'text\n| a | b |\n|---|---|\n| 1 | 2 |'],
  ['a table that a blank line ends', '| a |\n|---|\n| 1 |\n\n| 2 |'],
  ['a table that a quote ends', '| a |\n|---|\n| 1 |\n> 2'],
  ['a table that a list ends', '| a |\n|---|\n| 1 |\n- 2'],
  ['a table in a quote', '> | a |\n> |---|\n> | 1 |\n2'],
  ['a table in a list', '- | a |\n  |---|\n  | 1 |\n- 2'],
  ['marks that a pipe divides', '| *a | b* |\n|---|---|\n| **1** | ~~2~~ |'],
  ['strikethrough', '~~a~~ ~b~ ~~~c~~~ ~~ d ~~ a~~b~~c *~~d*~~'],
])('%s is read as markdown-it reads it', (_, markdown) => {
  expect(ours(markdown)).toBe(markdownIt.render(markdown));
});
